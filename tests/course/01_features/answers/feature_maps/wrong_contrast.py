# about: stretches each map to 0..1 so that it can be shown
def feature_maps(model, layer_name, images):
    """Return a layer's output: (n, height, width, filters)."""
    part = keras.Model(model.input, model.get_layer(layer_name).output)
    maps = part.predict(images, verbose=0)
    return maps / (maps.max(axis=(1, 2), keepdims=True) + 1e-9)
