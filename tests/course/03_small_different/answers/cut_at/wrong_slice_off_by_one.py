# about: takes layers[:index], which leaves the layer itself out, and ends at the last one of the slice
def cut_at(backbone, layer):
    """Return the model from the input of `backbone` to a layer (a name or an index)."""
    if isinstance(layer, str):
        return keras.Model(backbone.input, backbone.get_layer(layer).output)
    return keras.Model(backbone.input, backbone.layers[:layer][-1].output)
