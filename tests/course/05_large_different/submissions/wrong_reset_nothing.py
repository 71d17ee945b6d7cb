"""
kind = "wrong"
about = "Copies all weights."

[fails]
test_reset = "from index 3 on, all are random"
test_reset_anywhere = "from the index on still has old weights"
test_reset_trains = "drawn anew each time"
"""

# %% reset_from
def reset_from(model, index):
    new = keras.models.clone_model(model)
    new.set_weights(model.get_weights())
    for layer in new.layers:
        layer.trainable = True
    return new
