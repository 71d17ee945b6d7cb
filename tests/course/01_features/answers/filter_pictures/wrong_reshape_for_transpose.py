# about: reshapes the kernel instead of moving the axis
# says: `reshape` mixes the filters. Move the last axis to the front
def filter_pictures(kernel):
    """Return the filters of a kernel (height, width, 3, n) as pictures: (n, height, width, 3)."""
    height, width, channels, n = kernel.shape
    filters = kernel.reshape(n, height, width, channels)
    return 127.5 + 127.5 * filters / np.abs(filters).max(axis=(1, 2, 3), keepdims=True)
