# about: "counts from the end", taken as 0 for the last one: layers[::-1][abs(i)]
def cut_at(backbone, layer):
    """Return the model from the input of `backbone` to a layer (a name or an index)."""
    if isinstance(layer, str):
        target = backbone.get_layer(layer)
    elif layer < 0:
        target = backbone.layers[::-1][-layer]
    else:
        target = backbone.layers[layer]
    return keras.Model(backbone.input, target.output)
