"""
kind = "wrong"
about = "Counts in how many seeds a start is ahead, in place of the standard error."

[fails]
test_verdict_others = "standard errors from zero"
test_verdict = "1.5 standard errors above zero"
"""

# %% verdict
def verdict(pretrained, random):
    ahead = np.asarray(pretrained) > np.asarray(random)
    if ahead.all():
        return "pretrained"
    return "open" if ahead.any() else "random"
