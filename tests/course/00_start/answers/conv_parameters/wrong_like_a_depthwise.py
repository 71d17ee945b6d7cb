# about: a depthwise convolution: each filter looks at one channel, then channels are mixed
def conv_parameters(side, channels, filters):
    """Return the number of parameters of a convolution."""
    return side * side * channels + channels * filters + filters
