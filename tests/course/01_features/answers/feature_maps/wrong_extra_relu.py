# about: always applies a ReLU, since "what is below zero becomes zero"
def feature_maps(model, layer_name, images):
    """Return a layer's output: (n, height, width, filters)."""
    part = keras.Model(model.input, model.get_layer(layer_name).output)
    return np.maximum(part.predict(images, verbose=0), 0)
