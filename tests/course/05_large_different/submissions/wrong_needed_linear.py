"""
kind = "wrong"
about = "Interpolates over the size, not over its logarithm."

[fails]
test_needed = "on a logarithmic axis"
test_needed_anywhere = "start from these two"
"""

# %% pictures_needed
def pictures_needed(sizes, accuracies, target):
    if target > accuracies[-1]:
        return np.inf
    return np.interp(target, accuracies, sizes)
