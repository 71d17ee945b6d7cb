# about: standardises the new codes with their own mean and deviation
def accuracies(backbone, layers, train, new):
    """Return a dict from layer to accuracy on `new`; `train` and `new` are (images, labels)."""
    def scaled(codes):
        return (codes - codes.mean(axis=0)) / (codes.std(axis=0) + 1e-6)
    result = {}
    for layer in layers:
        classifier = tlkit.linear_classifier(scaled(tlkit.cnn_codes(backbone, train[0], layer)), train[1])
        result[layer] = classifier.score(scaled(tlkit.cnn_codes(backbone, new[0], layer)), new[1])
    return result
