# about: divides by the largest weight, not by the one furthest from 0, and clips
def filter_pictures(kernel):
    """Return the filters of a kernel (height, width, 3, n) as pictures: (n, height, width, 3)."""
    filters = np.moveaxis(kernel, -1, 0)
    return np.clip(127.5 + 127.5 * filters / filters.max(axis=(1, 2, 3), keepdims=True), 0, 255)
