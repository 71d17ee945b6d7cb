# about: prints the number and returns nothing
def conv_parameters(side, channels, filters):
    """Return the number of parameters of a convolution."""
    print((side * side * channels + 1) * filters)
