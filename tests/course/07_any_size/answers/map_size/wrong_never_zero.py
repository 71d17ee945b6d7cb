# about: negative or revived sizes: a kernel that does not fit
# says: does not fit on
def map_size(pixels, layers):
    for kernel, stride, padding in layers:
        if padding == "same":
            pixels = -(-pixels // stride)
        else:
            pixels = (pixels - kernel) // stride + 1
    return pixels
