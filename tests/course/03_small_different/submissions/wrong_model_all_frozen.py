"""
kind = "wrong"
about = "Freezes the new classifier as well."

[fails]
test_model = "Nothing trains in the new model: the new dense layer should"
test_model_step = "Nothing trains in the new model: the new dense layer should"
"""

# %% small_different_model
def small_different_model(backbone, layer, num_classes):
    model = tlkit.add_head(tlkit.cut(backbone, layer), num_classes)
    for each in model.layers:
        each.trainable = False
    return model
