"""
kind = "wrong"
about = "Takes the largest value over the positions, not the average."

[fails]
test_model_layers = "It reads the largest value over the positions; the average i"
"""

# %% small_different_model
def small_different_model(backbone, layer, num_classes):
    part = tlkit.cut(backbone, layer)
    tlkit.freeze(part)
    return tlkit.add_head(part, num_classes, pooling="max")
