# about: adds the bias to each product, so it counts 147 times
def filter_answers(patch, kernel, bias):
    """Return what each filter answers to a patch (height, width, 3): (n,)."""
    return np.maximum((patch[..., np.newaxis] * kernel + bias).sum(axis=(0, 1, 2)), 0)
