# about: without padding: a last, incomplete place counts
# says: a kernel of
def map_size(pixels, layers):
    for kernel, stride, padding in layers:
        if padding == "same":
            pixels = -(-pixels // stride)
        else:
            pixels = max(-(-(pixels - kernel) // stride) + 1, 0)
    return pixels
