# about: forgets the bias
# says: Each filter adds its bias, too
def filter_answers(patch, kernel, bias):
    """Return what each filter answers to a patch (height, width, 3): (n,)."""
    return np.maximum((patch[..., np.newaxis] * kernel).sum(axis=(0, 1, 2)), 0)
