# about: takes the codes of the network's last layer whatever layer is asked for
# says: this layer shows the label clearly. Take its own codes, not
def accuracies(backbone, layers, train, new):
    """Return a dict from layer to accuracy on `new`; `train` and `new` are (images, labels)."""
    result = {}
    for layer in layers:
        codes, new_codes = (backbone.predict(part[0], verbose=0).mean(axis=(1, 2)) for part in (train, new))
        result[layer] = tlkit.linear_classifier(codes, train[1]).score(new_codes, new[1])
    return result
