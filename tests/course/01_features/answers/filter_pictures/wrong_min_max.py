# about: min-max scaling of each filter, so that 0 is not grey
# says: which is grey
def filter_pictures(kernel):
    """Return the filters of a kernel (height, width, 3, n) as pictures: (n, height, width, 3)."""
    filters = np.moveaxis(kernel, -1, 0)
    low, high = filters.min(axis=(1, 2, 3), keepdims=True), filters.max(axis=(1, 2, 3), keepdims=True)
    return 255 * (filters - low) / (high - low)
