"""
kind = "wrong"
about = "Ends in the layer after the one asked for."

[fails]
test_cut = "end in the output of the layer that is named"
test_cut_values = "end in its output, from the input on, with the weights that"
"""

# %% cut_at
def cut_at(backbone, layer):
    names = [each.name for each in backbone.layers]
    index = names.index(layer) if isinstance(layer, str) else len(names) + layer if layer < 0 else layer
    return keras.Model(backbone.input, backbone.layers[min(index + 1, len(names) - 1)].output)
