"""
kind = "wrong"
about = "Clones the frozen network, and turns on a switch that was never off."

[fails]
test_scratch_trains = "A copy of a frozen layer is frozen"
"""

# %% from_scratch
def from_scratch(backbone):
    model = keras.models.clone_model(backbone)
    model.trainable = True
    return model
