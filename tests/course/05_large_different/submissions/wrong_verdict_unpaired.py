"""
kind = "wrong"
about = "Does not compare seed by seed."

[fails]
test_verdict_others = "compare them seed by seed"
test_verdict = "the differences do not"
"""

# %% verdict
def verdict(pretrained, random):
    a, b = np.array(pretrained), np.array(random)
    error = np.sqrt(a.var(ddof=1) / len(a) + b.var(ddof=1) / len(b))
    gap = a.mean() - b.mean()
    return "pretrained" if gap > 2 * error else "random" if gap < -2 * error else "open"
