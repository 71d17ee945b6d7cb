# about: returns the sizes after each layer
# says: each pooling halves; the padded convolutions keep the size
def map_size(pixels, layers):
    sizes = [pixels]
    for kernel, stride, padding in layers:
        n = sizes[-1]
        sizes.append(-(-n // stride) if padding == "same" else max((n - kernel) // stride + 1, 0))
    return sizes
