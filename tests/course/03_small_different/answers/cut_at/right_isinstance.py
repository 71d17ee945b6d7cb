# about: the plain way: by name with get_layer, by number from the list
def cut_at(backbone, layer):
    """Return the model from the input of `backbone` to a layer (a name or an index)."""
    if isinstance(layer, str):
        target = backbone.get_layer(layer)
    else:
        target = backbone.layers[layer]
    return keras.Model(backbone.input, target.output)
