# about: always thresholds, since codes are taken after the ReLU
def cnn_codes(backbone, layer_name, images):
    """Return the layer's activations, averaged over height and width: (n, channels)."""
    part = keras.Model(backbone.input, backbone.get_layer(layer_name).output)
    return np.maximum(part.predict(images, verbose=0), 0).mean(axis=(1, 2))
