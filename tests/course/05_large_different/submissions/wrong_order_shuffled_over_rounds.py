"""
kind = "wrong"
about = "Shuffles all rounds together."

[fails]
test_order_rounds = "a picture comes twice in one round"
test_order = "a round has each picture once"
"""

# %% draw_order
def draw_order(n, steps, batch_size, seed):
    rng = np.random.default_rng(seed)
    return rng.permutation(np.resize(np.arange(n), steps * batch_size))
