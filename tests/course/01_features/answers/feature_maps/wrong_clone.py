# about: clones the model first, which makes new random weights
def feature_maps(model, layer_name, images):
    """Return a layer's output: (n, height, width, filters)."""
    copy = keras.models.clone_model(model)
    return keras.Model(copy.input, copy.get_layer(layer_name).output).predict(images, verbose=0)
