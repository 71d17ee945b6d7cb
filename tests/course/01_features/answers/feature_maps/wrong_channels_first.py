# about: returns the filters before height and width
# says: end the model at the layer that is asked for
def feature_maps(model, layer_name, images):
    """Return a layer's output: (n, height, width, filters)."""
    part = keras.Model(model.input, model.get_layer(layer_name).output)
    return part.predict(images, verbose=0).transpose(0, 3, 1, 2)
