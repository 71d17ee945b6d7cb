# about: standardises the codes over the pictures
def cnn_codes(backbone, layer_name, images):
    """Return the layer's activations, averaged over height and width: (n, channels)."""
    part = keras.Model(backbone.input, backbone.get_layer(layer_name).output)
    codes = part.predict(images, verbose=0).mean(axis=(1, 2))
    return (codes - codes.mean(axis=0)) / (codes.std(axis=0) + 1e-7)
