"""
kind = "wrong"
about = "Forgets to freeze."

[fails]
test_model = "only the new dense layer trains"
test_model_step = "Freeze all that is kept"
"""

# %% small_different_model
def small_different_model(backbone, layer, num_classes):
    return tlkit.add_head(tlkit.cut(backbone, layer), num_classes)
