# about: counts filter by filter, row by row
def conv_parameters(side, channels, filters):
    """Return the number of parameters of a convolution."""
    parameters = 0
    for one_filter in range(filters):
        for row in range(side):
            for column in range(side):
                parameters += channels
        parameters += 1  # its bias
    return parameters
