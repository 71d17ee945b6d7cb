"""
kind = "wrong"
about = "Keeps one layer too many."

[fails]
test_reset = "from index 3 on, all are random"
test_reset_anywhere = "from the index on still has old weights"
"""

# %% reset_from
def reset_from(model, index):
    new = keras.models.clone_model(model)
    for layer, old in zip(new.layers[: index + 1], model.layers[: index + 1]):
        layer.set_weights(old.get_weights())
    for layer in new.layers:
        layer.trainable = True
    return new
