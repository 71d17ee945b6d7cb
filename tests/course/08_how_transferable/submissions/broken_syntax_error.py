"""
kind = "broken"
about = "One cell does not parse; the other exercises count."

[fails]
test_leep = "NameError"
test_leep_others = "NameError"
"""

# %% leep
def leep(probabilities, labels):
    return np.log(probabilities
