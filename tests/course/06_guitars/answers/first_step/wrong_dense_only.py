# about: goes by type: what is Dense trains
# says: nothing before the classifier may move
def first_step(model):
    for layer in model.layers:
        layer.trainable = isinstance(layer, keras.layers.Dense)
    model.compile("rmsprop", "sparse_categorical_crossentropy", metrics=["accuracy"])
