# about: builds all rounds and shuffles the whole
# says: a picture comes twice in one round of
def draw_order(n, steps, batch_size, seed):
    total = steps * batch_size
    return np.random.default_rng(seed).permutation(np.arange(total) % n)
