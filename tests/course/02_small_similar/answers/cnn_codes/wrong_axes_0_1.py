# about: averages over pictures and height
def cnn_codes(backbone, layer_name, images):
    """Return the layer's activations, averaged over height and width: (n, channels)."""
    part = keras.Model(backbone.input, backbone.get_layer(layer_name).output)
    return part.predict(images, verbose=0).mean(axis=(0, 1))
