# about: the seed of a round is its number; the given seed is not used
# says: Two seeds give the same order: draw it from the seed that is given
def draw_order(n, steps, batch_size, seed):
    total = steps * batch_size
    rounds = range(-(-total // n))
    return np.concatenate([np.random.default_rng(k).permutation(n) for k in rounds])[:total]
