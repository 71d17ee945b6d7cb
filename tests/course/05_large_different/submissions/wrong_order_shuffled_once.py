"""
kind = "wrong"
about = "Shuffles once and repeats that order."

[fails]
test_order_rounds = "shuffle each round anew"
test_order = "shuffle each anew"
"""

# %% draw_order
def draw_order(n, steps, batch_size, seed):
    rng = np.random.default_rng(seed)
    return np.resize(rng.permutation(n), steps * batch_size)
