# about: a bias for each channel of each filter
def conv_parameters(side, channels, filters):
    """Return the number of parameters of a convolution."""
    return (side * side + 1) * channels * filters
