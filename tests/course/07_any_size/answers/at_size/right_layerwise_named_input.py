# about: an input with a name of its own, weights layer by layer
def at_size(model, height, width):
    channels = model.input_shape[-1]
    pictures = keras.Input(shape=(height, width, channels), name="pictures")
    copy = keras.models.clone_model(model, input_tensors=pictures)
    for old, new in zip(model.layers, copy.layers, strict=True):
        if old.weights:
            new.set_weights(old.get_weights())
    return copy
