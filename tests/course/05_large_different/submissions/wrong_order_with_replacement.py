"""
kind = "wrong"
about = "Draws with replacement, so that some pictures come twice and others not at all."

[fails]
test_order = "a round has each picture once"
test_order_rounds = "a picture comes twice in one round"
"""

# %% draw_order
def draw_order(n, steps, batch_size, seed):
    rng = np.random.default_rng(seed)
    return rng.integers(0, n, steps * batch_size)
