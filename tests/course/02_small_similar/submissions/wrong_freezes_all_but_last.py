"""
kind = "wrong"
about = "Spares the last layer, as if it were still the classifier."

[fails]
test_freeze_all = "Still trainable: head_predictions"
test_freeze_statistics = "from the first to the last"
"""

# %% freeze_all
def freeze_all(model):
    for layer in model.layers[:-1]:
        layer.trainable = False
