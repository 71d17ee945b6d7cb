# about: scales the given array in place
def filter_pictures(kernel):
    """Return the filters of a kernel (height, width, 3, n) as pictures: (n, height, width, 3)."""
    kernel /= np.abs(kernel).max(axis=(0, 1, 2))
    kernel *= 127.5
    kernel += 127.5
    return np.moveaxis(kernel, -1, 0)
