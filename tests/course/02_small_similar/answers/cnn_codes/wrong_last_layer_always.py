# about: averages the backbone's output whatever layer is asked for
def cnn_codes(backbone, layer_name, images):
    """Return the layer's activations, averaged over height and width: (n, channels)."""
    return backbone.predict(images, verbose=0).mean(axis=(1, 2))
