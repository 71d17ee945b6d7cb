"""
kind = "wrong"
about = "Leaves out what does not fill a batch at the end of a round, as some loaders do."

[fails]
test_order_rounds = "a picture comes twice in one round"
test_order = "a round has each picture once"
"""

# %% draw_order
def draw_order(n, steps, batch_size, seed):
    rng = np.random.default_rng(seed)
    whole = max(1, n // batch_size) * batch_size
    order = []
    while len(order) < steps * batch_size:
        order += rng.permutation(n)[:whole].tolist()
    return order[: steps * batch_size]
