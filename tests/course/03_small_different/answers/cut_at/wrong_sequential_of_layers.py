# about: stacks the layers in a Sequential, as if every network were a chain
def cut_at(backbone, layer):
    """Return the model from the input of `backbone` to a layer (a name or an index)."""
    layers = backbone.layers
    if isinstance(layer, str):
        layer = [l.name for l in layers].index(layer)
    end = layer % len(layers)
    return keras.Sequential([keras.Input(backbone.input_shape[1:]), *layers[1 : end + 1]])
