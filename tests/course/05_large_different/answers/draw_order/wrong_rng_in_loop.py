# about: a new generator with the same seed in each round
# says: The rounds show the pictures in the same order: shuffle each round anew
def draw_order(n, steps, batch_size, seed):
    order = []
    while len(order) < steps * batch_size:
        rng = np.random.default_rng(seed)
        order.extend(rng.permutation(n))
    return np.array(order[: steps * batch_size])
