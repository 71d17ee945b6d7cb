"""
kind = "wrong"
about = "Gives `compile` the metrics as its third argument; looks for None among the names."

[fails]
test_train_from_any = "None names no layer"
test_two_steps = "the third argument of `compile` is not the metrics"
test_two_steps_order = "the third argument of `compile` is not the metrics"
"""

# %% train_from
def train_from(model, layer_name):
    start = [layer.name for layer in model.layers].index(layer_name)
    for index, layer in enumerate(model.layers):
        layer.trainable = index >= start

# %% two_steps
def two_steps(model, images, labels):
    for first in (len(model.layers) - 1, 0):
        for index, layer in enumerate(model.layers):
            layer.trainable = index >= first
        model.compile("sgd", "sparse_categorical_crossentropy", ["accuracy"])
        model.fit(images, labels, verbose=0)
    return model
