# about: training=True
def cnn_codes(backbone, layer_name, images):
    """Return the layer's activations, averaged over height and width: (n, channels)."""
    part = keras.Model(backbone.input, backbone.get_layer(layer_name).output)
    return np.asarray(part(np.asarray(images, "float32"), training=True)).mean(axis=(1, 2))
