# about: draws at random, with replacement
def draw_order(n, steps, batch_size, seed):
    return np.random.default_rng(seed).integers(0, n, steps * batch_size)
