"""
kind = "wrong"
about = "Hands back the old model."

[fails]
test_reset = "from index 3 on, all are random"
test_reset_anywhere = "from the index on still has old weights"
test_reset_trains = "A copy of a frozen layer is frozen"
"""

# %% reset_from
def reset_from(model, index):
    return model
