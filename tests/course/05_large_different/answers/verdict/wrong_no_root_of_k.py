# about: the spread of the differences in place of the mean's standard error
# says: standard errors from zero
def verdict(pretrained, random):
    d = np.asarray(pretrained) - np.asarray(random)
    s = d.std(ddof=1)
    return "pretrained" if d.mean() > 2 * s else "random" if d.mean() < -2 * s else "open"
