# about: two loops over slices, strings for everything
def first_step(model):
    """Let the last three layers of `model` train, nothing else, and compile it."""
    for layer in model.layers[:-3]:
        layer.trainable = False
    for layer in model.layers[-3:]:
        layer.trainable = True
    model.compile(optimizer="rmsprop", loss="sparse_categorical_crossentropy", metrics=["accuracy"])
