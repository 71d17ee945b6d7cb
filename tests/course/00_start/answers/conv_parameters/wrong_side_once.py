# about: does not square the side
def conv_parameters(side, channels, filters):
    """Return the number of parameters of a convolution."""
    return (side * channels + 1) * filters
