# about: scales red, green and blue of a filter separately
# says: Each colour of a filter is scaled by itself. Look at the
def filter_pictures(kernel):
    """Return the filters of a kernel (height, width, 3, n) as pictures: (n, height, width, 3)."""
    filters = np.moveaxis(kernel, -1, 0)
    return 127.5 + 127.5 * filters / np.abs(filters).max(axis=(1, 2), keepdims=True)
