# about: the parameters of one filter
def conv_parameters(side, channels, filters):
    """Return the number of parameters of a convolution."""
    return side * side * channels + 1
