# about: a loop with integer division
def map_size(pixels, layers):
    """Return how many positions are left of `pixels` after all the layers, one axis."""
    for kernel, stride, padding in layers:
        if padding == "same":
            pixels = -(-pixels // stride)
        else:
            pixels = max((pixels - kernel) // stride + 1, 0)
    return pixels
