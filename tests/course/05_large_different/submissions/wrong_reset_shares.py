"""
kind = "wrong"
about = "Hands back the old model."

[fails]
test_reset = "the layers from index 3 on get random weights"
test_reset_anywhere = "from the index on none is"
test_reset_trains = "these weights cannot train"
"""

# %% reset_from
def reset_from(model, index):
    return model
