# about: gives each classifier the codes of all layers up to its own
# says: this layer says the same of every picture
def accuracies(backbone, layers, train, new):
    """Return a dict from layer to accuracy on `new`; `train` and `new` are (images, labels)."""
    result, seen, asked = {}, [], []
    for layer in layers:
        seen.append(tlkit.cnn_codes(backbone, train[0], layer))
        asked.append(tlkit.cnn_codes(backbone, new[0], layer))
        classifier = tlkit.linear_classifier(np.hstack(seen), train[1])
        result[layer] = classifier.score(np.hstack(asked), new[1])
    return result
