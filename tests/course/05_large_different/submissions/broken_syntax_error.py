"""
kind = "broken"
about = "One cell does not parse; the other exercises count."

[fails]
test_verdict = "NameError"
test_verdict_others = "NameError"
"""

# %% verdict
def verdict(pretrained, random)
    return "open"
