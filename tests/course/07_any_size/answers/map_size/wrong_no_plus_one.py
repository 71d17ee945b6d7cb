# about: forgets the + 1 of the first position
# says: each pooling halves; the padded convolutions keep the size
def map_size(pixels, layers):
    for kernel, stride, padding in layers:
        if padding == "same":
            pixels = -(-pixels // stride)
        else:
            pixels = max((pixels - kernel) // stride, 0)
    return pixels
