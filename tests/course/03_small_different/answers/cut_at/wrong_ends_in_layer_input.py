# about: the model ends in the input of the layer, so one layer too early
def cut_at(backbone, layer):
    """Return the model from the input of `backbone` to a layer (a name or an index)."""
    target = backbone.get_layer(layer) if isinstance(layer, str) else backbone.layers[layer]
    return keras.Model(backbone.input, target.input)
