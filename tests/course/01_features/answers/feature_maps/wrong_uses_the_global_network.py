# about: takes the notebook's network instead of the argument
# says: any network, any layer of it, and any number of pictures
def feature_maps(model, layer_name, images):
    """Return a layer's output: (n, height, width, filters)."""
    part = keras.Model(network.input, network.get_layer(layer_name).output)
    return part.predict(images, verbose=0)
