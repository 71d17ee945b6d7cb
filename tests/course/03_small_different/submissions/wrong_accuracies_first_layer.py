"""
kind = "wrong"
about = "Takes the first layer's codes for all."

[fails]
test_accuracies_new = "this layer says the same of every picture"
"""

# %% accuracies
def accuracies(backbone, layers, train, new):
    codes, new_codes = (tlkit.cnn_codes(backbone, p[0], layers[0]) for p in (train, new))
    return {k: tlkit.linear_classifier(codes, train[1]).score(new_codes, new[1]) for k in layers}
