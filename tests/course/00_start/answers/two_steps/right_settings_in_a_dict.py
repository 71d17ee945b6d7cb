# about: the settings of both compiles in one dict; prints the losses
def two_steps(model, images, labels):
    """Train the classifier (the last layer) for an epoch, then all layers for an epoch."""
    for layer in model.layers[:-1]:
        layer.trainable = False
    settings = {"optimizer": "sgd", "loss": "sparse_categorical_crossentropy"}
    model.compile(**settings)
    first = model.fit(images, labels, verbose=0)
    for layer in model.layers:
        layer.trainable = True
    model.compile(**settings)
    second = model.fit(images, labels, verbose=0)
    print("loss", first.history["loss"][-1], "then", second.history["loss"][-1])
    return model
