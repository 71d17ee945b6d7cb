# about: flips the kernel, as a mathematical convolution does
def filter_answers(patch, kernel, bias):
    """Return what each filter answers to a patch (height, width, 3): (n,)."""
    return np.maximum((patch[..., np.newaxis] * kernel[::-1, ::-1]).sum(axis=(0, 1, 2)) + bias, 0)
