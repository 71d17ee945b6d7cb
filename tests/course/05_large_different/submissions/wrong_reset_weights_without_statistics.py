"""
kind = "wrong"
about = "Copies what trains, and forgets the statistics of batch normalisation."

[fails]
test_reset_anywhere = "statistics of batch normalisation"
"""

# %% reset_from
def reset_from(model, index):
    new = keras.models.clone_model(model)
    for layer in new.layers:
        layer.trainable = True
    for layer, old in zip(new.layers[:index], model.layers[:index]):
        for own, its in zip(layer.trainable_variables, old.variables):
            own.assign(its)
    return new
