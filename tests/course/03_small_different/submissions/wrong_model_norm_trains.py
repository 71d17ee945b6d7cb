"""
kind = "wrong"
about = "Freezes the convolutions only."

[fails]
test_model = "only the new dense layer trains"
test_model_step = "Freeze all that is kept"
"""

# %% small_different_model
def small_different_model(backbone, layer, num_classes):
    part = tlkit.cut(backbone, layer)
    for each in part.layers:
        if isinstance(each, keras.layers.Conv2D):
            each.trainable = False
    return tlkit.add_head(part, num_classes)
