# about: trains on training and new pictures together, "more data is better"
def accuracies(backbone, layers, train, new):
    """Return a dict from layer to accuracy on `new`; `train` and `new` are (images, labels)."""
    images = np.concatenate([train[0], new[0]])
    labels = np.concatenate([train[1], new[1]])
    result = {}
    for layer in layers:
        classifier = tlkit.linear_classifier(tlkit.cnn_codes(backbone, images, layer), labels)
        result[layer] = classifier.score(tlkit.cnn_codes(backbone, new[0], layer), new[1])
    return result
