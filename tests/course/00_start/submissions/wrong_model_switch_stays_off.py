"""
kind = "wrong"
about = "Switches the whole model off and some layers on: the model's own switch stays off."

[fails]
test_train_from = "The model's own switch is off"
test_train_from_any = "the model's own switch, `model.trainable`, is off"
"""

# %% train_from
def train_from(model, layer_name):
    names = [layer.name for layer in model.layers]
    start = names.index(layer_name) if layer_name else len(names)
    model.trainable = False
    for layer in model.layers[start:]:
        layer.trainable = True
