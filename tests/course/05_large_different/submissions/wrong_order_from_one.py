"""
kind = "wrong"
about = "Counts the pictures from 1."

[fails]
test_order = "a round has each picture once"
test_order_rounds = "numbered from 0"
"""

# %% draw_order
def draw_order(n, steps, batch_size, seed):
    rng = np.random.default_rng(seed)
    rounds = -(-steps * batch_size // n)
    return np.concatenate([rng.permutation(n) + 1 for _ in range(rounds)])[: steps * batch_size]
