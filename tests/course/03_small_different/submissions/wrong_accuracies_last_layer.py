"""
kind = "wrong"
about = "Forgets to pass the layer on, so that all get the last one's codes."

[fails]
test_accuracies_new = "this layer shows the label clearly"
"""

# %% accuracies
def accuracies(backbone, layers, train, new):
    found = {}
    for layer in layers:
        codes, new_codes = (tlkit.cnn_codes(backbone, p[0]) for p in (train, new))
        found[layer] = tlkit.linear_classifier(codes, train[1]).score(new_codes, new[1])
    return found
