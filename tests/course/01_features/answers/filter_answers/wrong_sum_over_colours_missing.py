# about: looks at the grey patch: averages the colours of patch and kernel first
def filter_answers(patch, kernel, bias):
    """Return what each filter answers to a patch (height, width, 3): (n,)."""
    grey, weights = patch.mean(axis=-1), kernel.sum(axis=2)
    return np.maximum((grey[..., np.newaxis] * weights).sum(axis=(0, 1)) + bias, 0)
