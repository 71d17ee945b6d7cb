# about: forgets the ReLU
# says: What is below zero should become zero: the ReLU
def filter_answers(patch, kernel, bias):
    """Return what each filter answers to a patch (height, width, 3): (n,)."""
    return (patch[..., np.newaxis] * kernel).sum(axis=(0, 1, 2)) + bias
