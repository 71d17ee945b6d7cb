# about: tlkit's softmax classifier on flat codes; np.float32 values
# text: the pooling, the linear classifier and the number type of an accuracy are free
def accuracies(backbone, layers, train, new):
    """Return a dict from layer to accuracy on `new`; `train` and `new` are (images, labels)."""
    (images, labels), (others, answers) = train, new
    table = {}
    for name in layers:
        see = lambda pictures: tlkit.cnn_codes(backbone, pictures, name, pooling="flat", cache=False)
        reader = tlkit.linear_classifier(see(images), labels, kind="softmax")
        table.update({name: np.float32(reader.score(see(others), answers))})
    return table
