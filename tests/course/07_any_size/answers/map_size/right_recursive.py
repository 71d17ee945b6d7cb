# about: recursion, zero handled first
def map_size(pixels, layers):
    if not layers or pixels == 0:
        return pixels
    (kernel, stride, padding), *rest = layers
    if padding == "valid":
        left = 0 if kernel > pixels else (pixels - kernel) // stride + 1
    else:
        left = (pixels + stride - 1) // stride
    return map_size(left, rest)
