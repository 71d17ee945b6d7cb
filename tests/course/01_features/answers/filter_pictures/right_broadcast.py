# about: moves the filters to the front and divides by each one's largest absolute value
def filter_pictures(kernel):
    """Return the filters of a kernel (height, width, 3, n) as pictures: (n, height, width, 3)."""
    filters = np.moveaxis(kernel, -1, 0)
    furthest = np.abs(filters).max(axis=(1, 2, 3), keepdims=True)
    return 127.5 + 127.5 * filters / furthest
