# about: a list of permutations, joined and cut
def draw_order(n, steps, batch_size, seed):
    """Return the pictures to show, (steps * batch_size,), in rounds over all `n` of them."""
    rng = np.random.default_rng(seed)
    total = steps * batch_size
    rounds = [rng.permutation(n) for _ in range(-(-total // n))]
    return np.concatenate(rounds)[:total]
