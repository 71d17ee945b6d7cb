"""
kind = "wrong"
about = "Freezes the convolutions, and forgets batch normalisation."

[fails]
test_freeze_all = "Still trainable: bn_1"
test_freeze_statistics = "freeze each layer"
"""

# %% freeze_all
def freeze_all(model):
    for layer in model.layers:
        if "conv" in layer.name and not layer.name.endswith("bn"):
            layer.trainable = False
