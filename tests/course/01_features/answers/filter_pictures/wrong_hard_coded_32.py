# about: written for the 32 filters of conv1
# says: a kernel may have any height, width and filters
def filter_pictures(kernel):
    """Return the filters of a kernel (height, width, 3, n) as pictures: (n, height, width, 3)."""
    pictures = np.zeros((32, 7, 7, 3))
    for i in range(32):
        pictures[i] = 127.5 + 127.5 * kernel[..., i] / np.abs(kernel[..., i]).max()
    return pictures
