"""
kind = "wrong"
about = "Draws with replacement, so that some pictures come twice and others not at all."

[fails]
test_order = "each of 5 pictures comes 4 times"
test_order_rounds = "no picture comes twice in a round"
"""

# %% draw_order
def draw_order(n, steps, batch_size, seed):
    rng = np.random.default_rng(seed)
    return rng.integers(0, n, steps * batch_size)
