"""
kind = "wrong"
about = "Clones the part, and with that draws new random weights."

[fails]
test_cut_values = "with the weights that the network has"
"""

# %% cut_at
def cut_at(backbone, layer):
    found = backbone.get_layer(layer) if isinstance(layer, str) else backbone.layers[layer]
    return keras.models.clone_model(keras.Model(backbone.input, found.output))
