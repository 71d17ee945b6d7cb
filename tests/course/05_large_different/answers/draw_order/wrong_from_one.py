# about: numbers from 1 to n
# says: The pictures are numbered from
def draw_order(n, steps, batch_size, seed):
    rng = np.random.default_rng(seed)
    total = steps * batch_size
    return np.concatenate([rng.permutation(n) + 1 for _ in range(-(-total // n))])[:total]
