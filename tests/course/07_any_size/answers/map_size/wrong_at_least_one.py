# about: at least one position is always left
def map_size(pixels, layers):
    for kernel, stride, padding in layers:
        if padding == "same":
            pixels = -(-pixels // stride)
        else:
            pixels = max((pixels - kernel) // stride + 1, 1)
    return pixels
