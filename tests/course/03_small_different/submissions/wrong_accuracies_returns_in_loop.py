"""
kind = "wrong"
about = "Returns after the first layer."

[fails]
test_accuracies_new = "one entry for each layer"
"""

# %% accuracies
def accuracies(backbone, layers, train, new):
    found = {}
    for layer in layers:
        codes, new_codes = (tlkit.cnn_codes(backbone, p[0], layer) for p in (train, new))
        found[layer] = tlkit.linear_classifier(codes, train[1]).score(new_codes, new[1])
        return found
