# about: freezes the layers that have a kernel, and lets batch normalisation train
# says: are frozen, whatever their type
def first_step(model):
    for layer in model.layers[:-3]:
        if hasattr(layer, "kernel"):
            layer.trainable = False
    for layer in model.layers[-3:]:
        layer.trainable = True
    model.compile("rmsprop", "sparse_categorical_crossentropy", metrics=["accuracy"])
