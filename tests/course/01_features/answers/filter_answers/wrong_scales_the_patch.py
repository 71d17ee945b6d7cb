# about: scales the patch as the network does, though the patch is what the filter sees
def filter_answers(patch, kernel, bias):
    """Return what each filter answers to a patch (height, width, 3): (n,)."""
    return np.maximum(np.tensordot(patch / 127.5 - 1, kernel, axes=3) + bias, 0)
