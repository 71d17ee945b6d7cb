"""
kind = "wrong"
about = "Keeps the upper part and resets the lower."

[fails]
test_reset = "index 3 keeps the layers 0, 1 and 2"
test_reset_anywhere = "from the index on still has old weights"
test_reset_trains = "drawn anew each time"
"""

# %% reset_from
def reset_from(model, index):
    new = keras.models.clone_model(model)
    for layer, old in zip(new.layers[index:], model.layers[index:]):
        layer.set_weights(old.get_weights())
    for layer in new.layers:
        layer.trainable = True
    return new
