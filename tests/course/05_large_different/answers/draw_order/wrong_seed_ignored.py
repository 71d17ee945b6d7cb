# about: default_rng() without the seed
# says: The same seed gives another order the second time: draw from
def draw_order(n, steps, batch_size, seed):
    rng = np.random.default_rng()
    total = steps * batch_size
    return np.concatenate([rng.permutation(n) for _ in range(-(-total // n))])[:total]
