# about: int64 pictures, rounded up at the grey; verbose, filled in a prepared array
# text: "You may round": 127.5 becomes 128
def filter_pictures(kernel):
    """Return the filters of a kernel (height, width, 3, n) as pictures: (n, height, width, 3)."""
    kernel = np.array(kernel, dtype=float)
    height, width, channels, number = kernel.shape
    result = np.empty((number, height, width, channels), dtype=int)
    for filter in range(number):
        one = kernel[..., filter]
        largest = np.linalg.norm(one.flatten(), ord=np.inf)
        as_picture = (one / largest + 1.0) / 2.0 * 255.0
        result[filter] = np.round(as_picture)
    return result
