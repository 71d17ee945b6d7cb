# about: rng.permuted shuffles each row of a table
def draw_order(n, steps, batch_size, seed):
    total = steps * batch_size
    table = np.tile(np.arange(n), (total // n + 1, 1))
    return np.random.default_rng(seed).permuted(table, axis=1).ravel()[:total]
