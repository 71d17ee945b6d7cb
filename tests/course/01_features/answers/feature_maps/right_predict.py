# about: a model that ends at the layer, and predict
def feature_maps(model, layer_name, images):
    """Return a layer's output: (n, height, width, filters)."""
    part = keras.Model(model.input, model.get_layer(layer_name).output)
    return part.predict(images, verbose=0)
