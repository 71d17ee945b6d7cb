# about: a difference of two points (0.02) counts
# says: standard errors from zero
def verdict(pretrained, random):
    gap = np.mean(pretrained) - np.mean(random)
    return "pretrained" if gap > 0.02 else "random" if gap < -0.02 else "open"
