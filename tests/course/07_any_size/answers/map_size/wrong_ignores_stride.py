# about: the padded layer keeps the size even with a stride
# says: positions, a stride of
def map_size(pixels, layers):
    for kernel, stride, padding in layers:
        if padding == "valid":
            pixels = max((pixels - kernel) // stride + 1, 0)
    return pixels
