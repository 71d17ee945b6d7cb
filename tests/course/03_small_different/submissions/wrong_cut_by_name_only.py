"""
kind = "wrong"
about = "Knows names only."

[fails]
test_cut = "No such layer"
test_cut_values = "No such layer"
"""

# %% cut_at
def cut_at(backbone, layer):
    return keras.Model(backbone.input, backbone.get_layer(str(layer)).output)
