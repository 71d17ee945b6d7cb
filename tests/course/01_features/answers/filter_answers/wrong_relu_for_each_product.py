# about: applies the ReLU to each product before adding up
def filter_answers(patch, kernel, bias):
    """Return what each filter answers to a patch (height, width, 3): (n,)."""
    return np.maximum(np.maximum(patch[..., np.newaxis] * kernel, 0).sum(axis=(0, 1, 2)) + bias, 0)
