"""
kind = "wrong"
about = "A new model around the old layers: it shares the pretrained weights."

[fails]
test_scratch_random = "shares weights with the pretrained network"
test_scratch_trains = "was frozen, and should stay so"
"""

# %% from_scratch
def from_scratch(backbone):
    model = keras.Model(backbone.input, backbone.output)
    for layer in model.layers:
        layer.trainable = True
    return model
