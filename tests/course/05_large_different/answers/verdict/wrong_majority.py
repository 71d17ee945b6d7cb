# about: all seeds must agree
# says: the mean of the differences is
def verdict(pretrained, random):
    d = np.asarray(pretrained) - np.asarray(random)
    return "pretrained" if (d > 0).all() else "random" if (d < 0).all() else "open"
