# about: at least one position is always left
# says: does not fit on
def map_size(pixels, layers):
    for kernel, stride, padding in layers:
        if padding == "same":
            pixels = -(-pixels // stride)
        else:
            pixels = max((pixels - kernel) // stride + 1, 1)
    return pixels
