"""
kind = "wrong"
about = "Sets the weights to zero, where random ones are asked for."

[fails]
test_reset_trains = "random weights differ from each other"
"""

# %% reset_from
def reset_from(model, index):
    new = keras.models.clone_model(model)
    for i, layer in enumerate(new.layers):
        layer.trainable = True
        old = model.layers[i].get_weights()
        layer.set_weights(old if i < index else [0 * w for w in old])
    return new
