# about: one pass for all layers with tlkit.cnn_codes, then a dict comprehension
def accuracies(backbone, layers, train, new):
    layers = list(layers)
    a, b = (tlkit.cnn_codes(backbone, part[0], layers) for part in (train, new))
    return {x: tlkit.linear_classifier(a[x], train[1]).score(b[x], new[1]) for x in layers}
