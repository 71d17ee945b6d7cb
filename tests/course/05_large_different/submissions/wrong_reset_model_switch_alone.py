"""
kind = "wrong"
about = "Trusts `new.trainable = True`, which does nothing where the switch is already on."

[fails]
test_reset_trains = "may not reach its layers"
"""

# %% reset_from
def reset_from(model, index):
    new = keras.models.clone_model(model)
    for layer, old in zip(new.layers[:index], model.layers[:index]):
        layer.set_weights(old.get_weights())
    new.trainable = True
    return new
