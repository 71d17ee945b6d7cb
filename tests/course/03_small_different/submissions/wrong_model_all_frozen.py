"""
kind = "wrong"
about = "Freezes the new classifier as well."

[fails]
test_model = "only the new dense layer trains"
test_model_step = "moves the kernel"
"""

# %% small_different_model
def small_different_model(backbone, layer, num_classes):
    model = tlkit.add_head(tlkit.cut(backbone, layer), num_classes)
    for each in model.layers:
        each.trainable = False
    return model
