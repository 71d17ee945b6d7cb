# about: draws at random, with replacement
# says: a picture comes twice in one round of
def draw_order(n, steps, batch_size, seed):
    return np.random.default_rng(seed).integers(0, n, steps * batch_size)
