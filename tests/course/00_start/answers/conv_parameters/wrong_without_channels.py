# about: forgets that a filter is as deep as its input
def conv_parameters(side, channels, filters):
    """Return the number of parameters of a convolution."""
    return (side * side + 1) * filters
