# about: one permutation, tiled
# says: The rounds show the pictures in the same order: shuffle each round anew
def draw_order(n, steps, batch_size, seed):
    rng = np.random.default_rng(seed)
    total = steps * batch_size
    return np.tile(rng.permutation(n), -(-total // n))[:total]
