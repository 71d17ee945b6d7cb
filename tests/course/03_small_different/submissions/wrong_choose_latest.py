"""
kind = "wrong"
about = "Takes the latest layer within the error."

[fails]
test_choose = "the standard error is now 0.024"
test_choose_curves = "d' is within one standard error, but is not the earliest"
"""

# %% choose_layer
def choose_layer(valid_accuracies, n):
    best = max(valid_accuracies.values())
    error = np.sqrt(best * (1 - best) / n)
    return [name for name, p in valid_accuracies.items() if p >= best - error][-1]
