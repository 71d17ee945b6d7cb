"""
kind = "wrong"
about = "Mixes up the sign."

[fails]
test_verdict = "each time"
test_verdict_others = "far above the second"
"""

# %% verdict
def verdict(pretrained, random):
    d = np.asarray(random) - np.asarray(pretrained)
    error = d.std(ddof=1) / np.sqrt(len(d))
    return "pretrained" if d.mean() > 2 * error else "random" if d.mean() < -2 * error else "open"
