# about: one standard error is enough
# says: the mean of the differences is
def verdict(pretrained, random):
    d = np.asarray(pretrained) - np.asarray(random)
    s = d.std(ddof=1) / np.sqrt(len(d))
    return "pretrained" if d.mean() > s else "random" if d.mean() < -s else "open"
