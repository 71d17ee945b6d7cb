"""
kind = "wrong"
about = "Interpolates over the whole curve: where it stays level, NumPy takes the last size."

[fails]
test_needed = "that 1,000 do no better does not matter"
test_needed_anywhere = "the first point is enough"
"""

# %% pictures_needed
def pictures_needed(sizes, accuracies, target):
    if target > accuracies[-1]:
        return np.inf
    return np.exp(np.interp(target, accuracies, np.log(sizes)))
