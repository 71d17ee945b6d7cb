# about: asks for pretrained only
# says: standard errors from zero
def verdict(pretrained, random):
    d = np.asarray(pretrained) - np.asarray(random)
    s = d.std(ddof=1) / np.sqrt(len(d))
    return "pretrained" if d.mean() > 2 * s else "random" if d.mean() < 0 else "open"
