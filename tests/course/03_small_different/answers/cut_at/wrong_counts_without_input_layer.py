# about: counts indices without the input layer, as if layers[0] were the first layer with weights
def cut_at(backbone, layer):
    """Return the model from the input of `backbone` to a layer (a name or an index)."""
    layers = [l for l in backbone.layers if not isinstance(l, keras.layers.InputLayer)]
    if isinstance(layer, str):
        target = backbone.get_layer(layer)
    else:
        target = layers[layer]
    return keras.Model(backbone.input, target.output)
