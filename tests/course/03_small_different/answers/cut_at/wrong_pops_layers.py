# about: thinks that popping from model.layers cuts the network
# says: end in the output of the layer that is named
def cut_at(backbone, layer):
    """Return the model from the input of `backbone` to a layer (a name or an index)."""
    names = [l.name for l in backbone.layers]
    position = names.index(layer) if isinstance(layer, str) else layer % len(names)
    while position < len(backbone.layers) - 1:
        backbone.layers.pop()
        position += 1
    return keras.Model(backbone.input, backbone.output)
