"""
kind = "wrong"
about = "Resets the old model itself."

[fails]
test_reset_anywhere = "leave the weights of the old model alone"
"""

# %% reset_from
def reset_from(model, index):
    new = keras.models.clone_model(model)
    for layer, fresh in list(zip(model.layers, new.layers))[index:]:
        layer.set_weights(fresh.get_weights())
    new.set_weights(model.get_weights())
    for layer in new.layers:
        layer.trainable = True
    return new
