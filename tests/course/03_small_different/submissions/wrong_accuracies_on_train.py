"""
kind = "wrong"
about = "Measures on the training pictures."

[fails]
test_accuracies_new = "Measure on the new pictures"
"""

# %% accuracies
def accuracies(backbone, layers, train, new):
    codes = tlkit.cnn_codes(backbone, train[0], list(layers))
    return {k: tlkit.linear_classifier(c, train[1]).score(c, train[1]) for k, c in codes.items()}
