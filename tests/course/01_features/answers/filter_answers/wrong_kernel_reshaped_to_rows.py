# about: kernel.reshape(n, -1) as if the filters came first
def filter_answers(patch, kernel, bias):
    """Return what each filter answers to a patch (height, width, 3): (n,)."""
    return np.maximum(kernel.reshape(len(bias), -1) @ patch.ravel() + bias, 0)
