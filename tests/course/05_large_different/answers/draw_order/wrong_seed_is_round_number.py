# about: the seed of a round is its number; the given seed is not used
def draw_order(n, steps, batch_size, seed):
    total = steps * batch_size
    rounds = range(-(-total // n))
    return np.concatenate([np.random.default_rng(k).permutation(n) for k in rounds])[:total]
