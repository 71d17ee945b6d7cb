"""
kind = "wrong"
about = "Trains on the new pictures as well, so that it measures what it has learned by heart."

[fails]
test_accuracies_new = "these new labels are all wrong"
"""

# %% accuracies
def accuracies(backbone, layers, train, new):
    codes = tlkit.cnn_codes(backbone, new[0], list(layers))
    return {k: tlkit.linear_classifier(c, new[1]).score(c, new[1]) for k, c in codes.items()}
