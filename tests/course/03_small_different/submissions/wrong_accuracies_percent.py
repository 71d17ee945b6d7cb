"""
kind = "wrong"
about = "Returns percent."

[fails]
test_accuracies = "an accuracy is a share"
test_accuracies_new = "too high"
"""

# %% accuracies
def accuracies(backbone, layers, train, new):
    found = {}
    for layer in layers:
        codes, new_codes = (tlkit.cnn_codes(backbone, p[0], layer) for p in (train, new))
        found[layer] = 100 * tlkit.linear_classifier(codes, train[1]).score(new_codes, new[1])
    return found
