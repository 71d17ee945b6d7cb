"""
kind = "wrong"
about = "Fits one straight line through all points."

[fails]
test_needed = "0.5 is reached at the second point"
test_needed_anywhere = "start from these two"
"""

# %% pictures_needed
def pictures_needed(sizes, accuracies, target):
    slope, start = np.polyfit(accuracies, np.log(sizes), 1)
    return np.exp(slope * target + start)
