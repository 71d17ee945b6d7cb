# about: NumPy's default std, divided by k
# says: standard errors from zero
def verdict(pretrained, random):
    d = np.asarray(pretrained) - np.asarray(random)
    s = d.std() / np.sqrt(len(d))
    return "pretrained" if d.mean() > 2 * s else "random" if d.mean() < -2 * s else "open"
