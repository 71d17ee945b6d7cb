# about: one bias for the whole layer
def conv_parameters(side, channels, filters):
    """Return the number of parameters of a convolution."""
    return side * side * channels * filters + 1
