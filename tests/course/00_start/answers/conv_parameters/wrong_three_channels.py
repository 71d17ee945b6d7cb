# about: takes 3 for the channels, as in pictures
def conv_parameters(side, channels, filters):
    """Return the number of parameters of a convolution."""
    return (side * side * 3 + 1) * filters
