# about: the formula in NumPy
def verdict(pretrained, random):
    """Return "pretrained", "random" or "open" for accuracies seed by seed, (k,) each."""
    d = np.asarray(pretrained) - np.asarray(random)
    error = d.std(ddof=1) / np.sqrt(len(d))
    if d.mean() > 2 * error:
        return "pretrained"
    if d.mean() < -2 * error:
        return "random"
    return "open"
