"""
kind = "wrong"
about = "Copies the pretrained weights into the new model."

[fails]
test_scratch_random = "they should be random"
"""

# %% from_scratch
def from_scratch(backbone):
    model = keras.models.clone_model(backbone)
    model.set_weights(backbone.get_weights())
    for layer in model.layers:
        layer.trainable = True
    return model
