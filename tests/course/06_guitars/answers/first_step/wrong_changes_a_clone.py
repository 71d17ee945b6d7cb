# about: prepares and returns a copy; the given model stays as it was
# says: The model that is given stays uncompiled: model.compile(optimizer, loss
def first_step(model):
    new = keras.models.clone_model(model)
    new.set_weights(model.get_weights())
    for number, layer in enumerate(new.layers):
        layer.trainable = number >= len(new.layers) - 3
    new.compile("rmsprop", "sparse_categorical_crossentropy", metrics=["accuracy"])
    return new
