# about: makes uint8 of the weights before they are shifted, so that negative ones wrap
def filter_pictures(kernel):
    """Return the filters of a kernel (height, width, 3, n) as pictures: (n, height, width, 3)."""
    filters = np.moveaxis(kernel, -1, 0)
    scaled = 127 * filters / np.abs(filters).max(axis=(1, 2, 3), keepdims=True)
    return scaled.astype("int8").astype("uint8") + 127.5
