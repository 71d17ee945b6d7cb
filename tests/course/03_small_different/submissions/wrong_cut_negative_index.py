"""
kind = "wrong"
about = "Hands an index to get_layer, which takes no negative ones."

[fails]
test_cut = "is 'conv_2': end in its output"
test_cut_values = "end in its output, from the input on, with the weights that"
"""

# %% cut_at
def cut_at(backbone, layer):
    if isinstance(layer, str):
        return keras.Model(backbone.input, backbone.get_layer(layer).output)
    return keras.Model(backbone.input, backbone.get_layer(index=abs(layer)).output)
