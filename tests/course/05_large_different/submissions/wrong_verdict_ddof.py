"""
kind = "wrong"
about = "Divides by k, NumPy's default."

[fails]
test_verdict_others = "standard errors from zero"
"""

# %% verdict
def verdict(pretrained, random):
    d = np.asarray(pretrained) - np.asarray(random)
    error = d.std() / np.sqrt(len(d))
    return "pretrained" if d.mean() > 2 * error else "random" if d.mean() < -2 * error else "open"
