"""
kind = "wrong"
about = "Leaves out the softmax."

[fails]
test_model = "softmax makes the numbers of a row add up to 1"
test_model_layers = "with a softmax, each row adds up to"
"""

# %% small_different_model
def small_different_model(backbone, layer, num_classes):
    part = tlkit.cut(backbone, layer)
    tlkit.freeze(part)
    return tlkit.add_head(part, num_classes, activation=None)
