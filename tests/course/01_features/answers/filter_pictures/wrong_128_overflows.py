# about: 128 + 128 w as uint8: the strongest positive weight becomes 256, which wraps to 0
def filter_pictures(kernel):
    """Return the filters of a kernel (height, width, 3, n) as pictures: (n, height, width, 3)."""
    filters = np.moveaxis(kernel, -1, 0)
    filters = filters / np.abs(filters).max(axis=(1, 2, 3), keepdims=True)
    return (128 + 128 * filters).astype("int64").astype("uint8")
