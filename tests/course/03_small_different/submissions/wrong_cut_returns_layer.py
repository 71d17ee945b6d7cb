"""
kind = "wrong"
about = "Returns the layer's output, not a model."

[fails]
test_cut = "where a Keras model was expected"
test_cut_values = "where a Keras model was expected"
"""

# %% cut_at
def cut_at(backbone, layer):
    return backbone.get_layer(layer).output if isinstance(layer, str) else backbone.layers[layer].output
