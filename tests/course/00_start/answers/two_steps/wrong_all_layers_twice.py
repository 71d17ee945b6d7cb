# about: unfreezes before the first fit, and compiles twice
# says: The weights say that in both steps all layers train
def two_steps(model, images, labels):
    """Train the classifier (the last layer) for an epoch, then all layers for an epoch."""
    for layer in model.layers:
        layer.trainable = True
    for _ in range(2):
        model.compile("sgd", "sparse_categorical_crossentropy")
        model.fit(images, labels, verbose=0)
    return model
