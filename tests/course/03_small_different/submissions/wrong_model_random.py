"""
kind = "wrong"
about = "Clones the part and loses the pretrained weights."

[fails]
test_model_step = "The pretrained weights below the cut are not in the new model"
test_model_layers = "first an average"
"""

# %% small_different_model
def small_different_model(backbone, layer, num_classes):
    part = keras.models.clone_model(tlkit.cut(backbone, layer))
    tlkit.freeze(part)
    return tlkit.add_head(part, num_classes)
