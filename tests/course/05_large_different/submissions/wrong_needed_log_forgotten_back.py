"""
kind = "wrong"
about = "Returns the logarithm."

[fails]
test_needed = "0.5 is reached at the second point"
test_needed_anywhere = "start from these two"
"""

# %% pictures_needed
def pictures_needed(sizes, accuracies, target):
    if target > accuracies[-1]:
        return np.inf
    return np.interp(target, accuracies, np.log(sizes))
