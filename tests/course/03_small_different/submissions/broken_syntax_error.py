"""
kind = "broken"
about = "One cell does not parse; the other exercises count."

[fails]
test_choose = "NameError"
test_choose_curves = "NameError"
"""

# %% choose_layer
def choose_layer(valid_accuracies, n)
    return max(valid_accuracies)
