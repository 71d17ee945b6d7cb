# about: returns the share that is wrong
# says: train on codes with their labels, measure on the new ones
def accuracies(backbone, layers, train, new):
    """Return a dict from layer to accuracy on `new`; `train` and `new` are (images, labels)."""
    result = {}
    for layer in layers:
        classifier = tlkit.linear_classifier(tlkit.cnn_codes(backbone, train[0], layer), train[1])
        result[layer] = np.mean(classifier.predict(tlkit.cnn_codes(backbone, new[0], layer)) != new[1])
    return result
