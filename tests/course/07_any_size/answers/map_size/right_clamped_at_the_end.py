# about: lets the size go below zero on the way and clamps once, at the end
# text: a negative number never becomes positive again, so the result is the same
def map_size(pixels, layers):
    from math import ceil, floor

    for kernel, stride, padding in layers:
        pixels = ceil(pixels / stride) if padding == "same" else floor((pixels - kernel) / stride) + 1
    return max(pixels, 0)
