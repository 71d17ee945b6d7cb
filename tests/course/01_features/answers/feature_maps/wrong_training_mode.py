# about: training=True in the call
def feature_maps(model, layer_name, images):
    """Return a layer's output: (n, height, width, filters)."""
    part = keras.Model(model.input, model.get_layer(layer_name).output)
    return np.asarray(part(np.asarray(images, "float32"), training=True))
