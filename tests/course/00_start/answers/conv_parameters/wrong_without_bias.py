# about: forgets the biases
# says: What else does a filter have?
def conv_parameters(side, channels, filters):
    """Return the number of parameters of a convolution."""
    return side * side * channels * filters
