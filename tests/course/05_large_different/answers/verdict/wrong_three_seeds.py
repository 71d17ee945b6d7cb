# about: √3, as in this notebook
# says: standard errors from zero
def verdict(pretrained, random):
    d = np.asarray(pretrained) - np.asarray(random)
    s = d.std(ddof=1) / np.sqrt(3)
    return "pretrained" if d.mean() > 2 * s else "random" if d.mean() < -2 * s else "open"
