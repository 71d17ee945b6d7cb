"""
kind = "wrong"
about = "Resets everything, whatever the index."

[fails]
test_reset = "index 3 keeps the layers 0, 1 and 2"
test_reset_anywhere = "before the index has not all"
"""

# %% reset_from
def reset_from(model, index):
    new = keras.models.clone_model(model)
    for layer in new.layers:
        layer.trainable = True
    return new
