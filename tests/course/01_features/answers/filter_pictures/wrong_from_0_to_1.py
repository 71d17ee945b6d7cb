# about: floats from 0 to 1, as matplotlib likes them
def filter_pictures(kernel):
    """Return the filters of a kernel (height, width, 3, n) as pictures: (n, height, width, 3)."""
    filters = np.moveaxis(kernel, -1, 0)
    return 0.5 + 0.5 * filters / np.abs(filters).max(axis=(1, 2, 3), keepdims=True)
