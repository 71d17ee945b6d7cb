# about: divides by k, not by its root
# says: standard errors from zero
def verdict(pretrained, random):
    d = np.asarray(pretrained) - np.asarray(random)
    s = d.std(ddof=1) / len(d)
    return "pretrained" if d.mean() > 2 * s else "random" if d.mean() < -2 * s else "open"
