"""
kind = "wrong"
about = "Gives the last size where the curve does not reach the target."

[fails]
test_needed_anywhere = "needs np.inf pictures"
"""

# %% pictures_needed
def pictures_needed(sizes, accuracies, target):
    return np.exp(np.interp(target, accuracies, np.log(sizes)))
