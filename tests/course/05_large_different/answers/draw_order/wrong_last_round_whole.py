# about: the last round is not cut
# says: steps × batch_size numbers
def draw_order(n, steps, batch_size, seed):
    rng = np.random.default_rng(seed)
    rounds = -(-steps * batch_size // n)
    return np.concatenate([rng.permutation(n) for _ in range(rounds)])
