"""
kind = "wrong"
about = "Clones the frozen network, and so gets a frozen one."

[fails]
test_scratch_trains = "a copy of a frozen layer is frozen"
"""

# %% from_scratch
def from_scratch(backbone):
    return keras.models.clone_model(backbone)
