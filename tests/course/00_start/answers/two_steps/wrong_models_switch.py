# about: compiles again, but sets only the model's switch, which is on already
# says: Some weights are as they were: does the second fit know of
def two_steps(model, images, labels):
    """Train the classifier (the last layer) for an epoch, then all layers for an epoch."""
    for layer in model.layers[:-1]:
        layer.trainable = False
    model.compile("sgd", "sparse_categorical_crossentropy")
    model.fit(images, labels, verbose=0)

    model.trainable = True
    model.compile("sgd", "sparse_categorical_crossentropy")
    model.fit(images, labels, verbose=0)
    return model
