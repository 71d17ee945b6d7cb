"""
kind = "wrong"
about = "Copies all weights."

[fails]
test_reset = "the layers from index 3 on get random weights"
test_reset_anywhere = "from the index on none is"
"""

# %% reset_from
def reset_from(model, index):
    new = keras.models.clone_model(model)
    new.set_weights(model.get_weights())
    for layer in new.layers:
        layer.trainable = True
    return new
