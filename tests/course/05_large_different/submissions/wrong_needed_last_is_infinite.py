"""
kind = "wrong"
about = "Asks the last point to lie above the target, where to reach it is enough."

[fails]
test_needed = "that 1,000 do no better does not matter"
test_needed_anywhere = "the last point reaches it"
"""

# %% pictures_needed
def pictures_needed(sizes, accuracies, target):
    if target >= accuracies[-1]:
        return np.inf
    if target <= accuracies[0]:
        return sizes[0]
    point = np.searchsorted(accuracies, target)
    near = slice(point - 1, point + 1)
    return np.exp(np.interp(target, accuracies[near], np.log(sizes[near])))
