"""
kind = "wrong"
about = "Gives the last size where the curve does not reach the target."

[fails]
test_needed = "that 1,000 do no better does not matter"
test_needed_anywhere = "the first point is enough"
"""

# %% pictures_needed
def pictures_needed(sizes, accuracies, target):
    return np.exp(np.interp(target, accuracies, np.log(sizes)))
