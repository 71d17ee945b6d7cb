# about: the seed is always 0
# says: Two seeds give the same order: draw it from the seed that is given
def draw_order(n, steps, batch_size, seed=0):
    rng = np.random.default_rng(0)
    total = steps * batch_size
    return np.concatenate([rng.permutation(n) for _ in range(-(-total // n))])[:total]
