# about: the bars of mean ± 2 errors of each start must not overlap
# says: the seeds lie far apart, but the difference is nearly the same in each
def verdict(pretrained, random):
    (ma, sa), (mb, sb) = [
        (np.mean(x), np.std(x, ddof=1) / np.sqrt(len(x))) for x in (pretrained, random)
    ]
    if ma - 2 * sa > mb + 2 * sb:
        return "pretrained"
    if mb - 2 * sb > ma + 2 * sa:
        return "random"
    return "open"
