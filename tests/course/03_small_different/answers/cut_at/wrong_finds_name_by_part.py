# about: takes the first layer whose name contains the given one
def cut_at(backbone, layer):
    """Return the model from the input of `backbone` to a layer (a name or an index)."""
    if isinstance(layer, str):
        target = [l for l in backbone.layers if layer in l.name][0]
    else:
        target = backbone.layers[layer]
    return keras.Model(backbone.input, target.output)
