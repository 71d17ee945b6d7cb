"""
kind = "wrong"
about = "Does not cut: the classifier sits on the last layer."

[fails]
test_model = "only the new dense layer trains"
test_model_layers = "nothing above the cut"
"""

# %% small_different_model
def small_different_model(backbone, layer, num_classes):
    tlkit.freeze(backbone)
    return tlkit.add_head(backbone, num_classes)
