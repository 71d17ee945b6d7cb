# about: padded: n // s
# says: positions, a stride of
def map_size(pixels, layers):
    for kernel, stride, padding in layers:
        if padding == "same":
            pixels = pixels // stride
        else:
            pixels = max((pixels - kernel) // stride + 1, 0)
    return pixels
