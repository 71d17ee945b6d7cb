# about: transposes the picture as well
# says: which is kernel
def filter_pictures(kernel):
    """Return the filters of a kernel (height, width, 3, n) as pictures: (n, height, width, 3)."""
    filters = kernel.transpose(3, 1, 0, 2)
    return 127.5 + 127.5 * filters / np.abs(filters).max(axis=(1, 2, 3), keepdims=True)
