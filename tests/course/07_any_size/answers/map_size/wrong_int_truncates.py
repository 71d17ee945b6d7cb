# about: int() of a quotient, which rounds towards zero
# says: Draw them, and slide the kernel over them
def map_size(pixels, layers):
    for kernel, stride, padding in layers:
        if padding == "same":
            pixels = int(np.ceil(pixels / stride))
        else:
            pixels = max(0, int((pixels - kernel) / stride) + 1)
    return pixels
