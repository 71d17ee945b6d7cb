# about: the errors of two independent means
# says: the seeds lie far apart, the differences do not
def verdict(pretrained, random):
    a, b = np.asarray(pretrained), np.asarray(random)
    s = np.sqrt(a.var(ddof=1) / len(a) + b.var(ddof=1) / len(b))
    gap = a.mean() - b.mean()
    return "pretrained" if gap > 2 * s else "random" if gap < -2 * s else "open"
