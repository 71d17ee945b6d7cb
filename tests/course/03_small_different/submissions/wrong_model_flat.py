"""
kind = "wrong"
about = "Flattens instead of pooling, which makes a far larger classifier."

[fails]
test_model = "only the new dense layer trains"
test_model_layers = "one dense layer added"
"""

# %% small_different_model
def small_different_model(backbone, layer, num_classes):
    part = tlkit.cut(backbone, layer)
    tlkit.freeze(part)
    return tlkit.add_head(part, num_classes, pooling="flatten")
