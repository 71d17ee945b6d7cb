"""
kind = "wrong"
about = "Is content with one standard error."

[fails]
test_verdict_others = "standard errors from zero"
test_verdict = "1.5 standard errors above zero"
"""

# %% verdict
def verdict(pretrained, random):
    d = np.asarray(pretrained) - np.asarray(random)
    error = d.std(ddof=1) / np.sqrt(len(d))
    return "pretrained" if d.mean() > error else "random" if d.mean() < -error else "open"
