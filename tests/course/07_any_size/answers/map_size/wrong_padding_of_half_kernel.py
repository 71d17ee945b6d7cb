# about: PyTorch's formula with a padding of k // 2
# says: Draw them, and slide the kernel over them
def map_size(pixels, layers):
    for kernel, stride, padding in layers:
        pad = kernel // 2 if padding == "same" else 0
        pixels = max((pixels + 2 * pad - kernel) // stride + 1, 0)
    return pixels
