"""
kind = "wrong"
about = "Knows names only."

[fails]
test_cut = "Your code stopped with ValueError"
test_cut_values = "Your code stopped with ValueError"
"""

# %% cut_at
def cut_at(backbone, layer):
    return keras.Model(backbone.input, backbone.get_layer(str(layer)).output)
