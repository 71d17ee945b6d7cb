"""
kind = "wrong"
about = "Takes the best, whatever the noise."

[fails]
test_choose = "the standard error is now 0.024"
test_choose_curves = "d' is within one standard error, but is not the earliest"
"""

# %% choose_layer
def choose_layer(valid_accuracies, n):
    return max(valid_accuracies, key=valid_accuracies.get)
