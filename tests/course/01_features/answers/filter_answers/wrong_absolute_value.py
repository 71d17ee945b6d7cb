# about: takes the absolute value to get rid of negatives
def filter_answers(patch, kernel, bias):
    """Return what each filter answers to a patch (height, width, 3): (n,)."""
    return np.abs(np.tensordot(patch, kernel, axes=3) + bias)
