# about: rounds down: too few numbers where the last round is cut
# says: steps × batch_size numbers
def draw_order(n, steps, batch_size, seed):
    rng = np.random.default_rng(seed)
    rounds = max(1, steps * batch_size // n)
    return np.concatenate([rng.permutation(n) for _ in range(rounds)])[: steps * batch_size]
