# about: the return stands in the loop, so only the first layer is measured
# says: one entry for each layer you are given
def accuracies(backbone, layers, train, new):
    """Return a dict from layer to accuracy on `new`; `train` and `new` are (images, labels)."""
    result = {}
    for layer in layers:
        classifier = tlkit.linear_classifier(tlkit.cnn_codes(backbone, train[0], layer), train[1])
        result[layer] = classifier.score(tlkit.cnn_codes(backbone, new[0], layer), new[1])
        return result
