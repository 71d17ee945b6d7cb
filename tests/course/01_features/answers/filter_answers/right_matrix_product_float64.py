# about: a matrix product of flat patch and flat kernel in double precision, as a column vector taken apart
def filter_answers(patch, kernel, bias):
    """Return what each filter answers to a patch (height, width, 3): (n,)."""
    row = np.asarray(patch, dtype="float64").reshape(1, -1)
    matrix = np.asarray(kernel, dtype="float64").reshape(row.shape[1], -1)
    z = (row @ matrix).squeeze(axis=0) + np.asarray(bias, dtype="float64")
    return np.where(z > 0, z, 0.0)
