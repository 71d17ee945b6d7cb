"""
kind = "wrong"
about = "Goes through the pictures as they lie."

[fails]
test_order_rounds = "A round is not shuffled"
test_order = "shuffle each anew"
"""

# %% draw_order
def draw_order(n, steps, batch_size, seed):
    rng = np.random.default_rng(seed)
    return np.resize(np.arange(n), steps * batch_size)
