"""
kind = "wrong"
about = "Takes the next size that reaches it."

[fails]
test_needed = "a quarter of the way"
test_needed_anywhere = "start from these two"
"""

# %% pictures_needed
def pictures_needed(sizes, accuracies, target):
    for n, accuracy in zip(sizes, accuracies):
        if accuracy >= target:
            return n
    return np.inf
