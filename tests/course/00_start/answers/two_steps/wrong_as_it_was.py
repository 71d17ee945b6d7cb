# about: copies the function as it is
# says: Some weights are as they were: does the second fit know of
def two_steps(model, images, labels):
    """Train the classifier (the last layer) for an epoch, then all layers for an epoch."""
    for layer in model.layers[:-1]:
        layer.trainable = False
    model.compile("sgd", "sparse_categorical_crossentropy")
    model.fit(images, labels, verbose=0)

    for layer in model.layers:
        layer.trainable = True
    model.fit(images, labels, verbose=0)
    return model
