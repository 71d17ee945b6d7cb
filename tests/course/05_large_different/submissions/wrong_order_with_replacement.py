"""
kind = "wrong"
about = "Draws with replacement, so that some pictures come twice and others not at all."

[fails]
test_order = "each of the pictures 0 to 4 comes 4 times"
test_order_rounds = "a picture comes twice in one round"
"""

# %% draw_order
def draw_order(n, steps, batch_size, seed):
    rng = np.random.default_rng(seed)
    return rng.integers(0, n, steps * batch_size)
