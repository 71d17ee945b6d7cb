# about: cuts every round to whole batches, as drop_remainder does
# says: a picture comes twice in one round of
def draw_order(n, steps, batch_size, seed):
    rng = np.random.default_rng(seed)
    order = []
    whole = max(n // batch_size, 1) * batch_size
    while len(order) < steps * batch_size:
        order.extend(rng.permutation(n)[:whole])
    return np.array(order[: steps * batch_size])
