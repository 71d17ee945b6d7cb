"""
kind = "wrong"
about = "Looks at the means alone."

[fails]
test_verdict = "now up, now down"
test_verdict_others = "standard errors from zero"
"""

# %% verdict
def verdict(pretrained, random):
    return "pretrained" if np.mean(pretrained) > np.mean(random) else "random"
