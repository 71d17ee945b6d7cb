# about: goes by the names that tlkit's head has
# says: should train. Set
def first_step(model):
    for layer in model.layers:
        layer.trainable = layer.name.startswith("head")
    model.compile("rmsprop", "sparse_categorical_crossentropy", metrics=["accuracy"])
