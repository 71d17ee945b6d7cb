# about: counts the places one by one with range, no formula
def map_size(pixels, layers):
    n = pixels
    for k, s, padding in layers:
        starts = range(0, n, s) if padding == "same" else range(0, n - k + 1, s)
        n = len(starts)
    return n
