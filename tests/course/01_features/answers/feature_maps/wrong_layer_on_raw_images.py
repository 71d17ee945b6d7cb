# about: builds the layer's kernel output from layer.input instead of layer.output
# says: end the model at the layer that is asked for
def feature_maps(model, layer_name, images):
    """Return a layer's output: (n, height, width, filters)."""
    part = keras.Model(model.input, model.get_layer(layer_name).input)
    return part.predict(images, verbose=0)
