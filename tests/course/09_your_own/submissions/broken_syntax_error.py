"""
kind = "broken"
about = "One cell does not parse; the other exercises count."

[fails]
test_decide = "NameError"
test_decide_others = "NameError"
"""

# %% decide
def decide(counts, similarity):
    return f"{size-similar", []
