# about: divides by the standard error and says "open" where it is 0
# says: two standard errors are then 0, or nearly
def verdict(pretrained, random):
    d = np.asarray(pretrained) - np.asarray(random)
    s = d.std(ddof=1) / np.sqrt(len(d))
    if s == 0:
        return "open"
    t = d.mean() / s
    return "pretrained" if t > 2 else "random" if t < -2 else "open"
