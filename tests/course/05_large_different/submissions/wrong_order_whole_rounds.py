"""
kind = "wrong"
about = "Does not cut the last round short."

[fails]
test_order_rounds = "batch_size numbers"
test_order = "need 45 numbers"
"""

# %% draw_order
def draw_order(n, steps, batch_size, seed):
    rng = np.random.default_rng(seed)
    rounds = -(-steps * batch_size // n)
    return np.concatenate([rng.permutation(n) for _ in range(rounds)])
