"""
kind = "wrong"
about = "Takes the standard deviation for the standard error."

[fails]
test_verdict_others = "standard errors from zero"
"""

# %% verdict
def verdict(pretrained, random):
    d = np.asarray(pretrained) - np.asarray(random)
    error = d.std(ddof=1)
    return "pretrained" if d.mean() > 2 * error else "random" if d.mean() < -2 * error else "open"
