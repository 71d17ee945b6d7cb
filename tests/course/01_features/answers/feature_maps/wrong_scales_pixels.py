# about: scales the pixels to -1..1 first
# says: The pixels are scaled twice: the network scales them itself
def feature_maps(model, layer_name, images):
    """Return a layer's output: (n, height, width, filters)."""
    part = keras.Model(model.input, model.get_layer(layer_name).output)
    return part.predict(images / 127.5 - 1, verbose=0)
