"""
kind = "wrong"
about = "Allows two standard errors."

[fails]
test_choose_curves = "gives 'x'. The standard error is"
"""

# %% choose_layer
def choose_layer(valid_accuracies, n):
    best = max(valid_accuracies.values())
    error = 2 * np.sqrt(best * (1 - best) / n)
    return next(name for name, p in valid_accuracies.items() if p >= best - error)
