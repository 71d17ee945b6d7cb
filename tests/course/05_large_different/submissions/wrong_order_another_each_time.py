"""
kind = "wrong"
about = "Shuffles without the seed, so that no training can be repeated."

[fails]
test_order_rounds = "The same seed gives another order"
"""

# %% draw_order
def draw_order(n, steps, batch_size, seed):
    rng = np.random.default_rng()
    rounds = [rng.permutation(n) for _ in range(-(-steps * batch_size // n))]
    return np.concatenate(rounds)[: steps * batch_size]
