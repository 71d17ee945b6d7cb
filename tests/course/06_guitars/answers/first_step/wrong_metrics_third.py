# about: metrics as third positional argument
# says: The metrics are in the wrong place: the third argument of `compile` is
def first_step(model):
    for layer in model.layers[:-3]:
        layer.trainable = False
    for layer in model.layers[-3:]:
        layer.trainable = True
    model.compile("rmsprop", "sparse_categorical_crossentropy", ["accuracy"])
