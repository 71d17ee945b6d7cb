"""
kind = "wrong"
about = "Forgets that a copy of a frozen layer is frozen."

[fails]
test_reset_trains = "A copy of a frozen layer is frozen"
"""

# %% reset_from
def reset_from(model, index):
    new = keras.models.clone_model(model)
    for layer, old in zip(new.layers[:index], model.layers[:index]):
        layer.set_weights(old.get_weights())
    return new
