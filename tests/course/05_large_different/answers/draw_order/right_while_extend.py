# about: a while loop that extends a list, a list is returned
# text: a list of that length; the text shows a shape, names no type
def draw_order(n, steps, batch_size, seed):
    rng = np.random.default_rng(seed)
    order = []
    while len(order) < steps * batch_size:
        order.extend(rng.permutation(n).tolist())
    return order[: steps * batch_size]
