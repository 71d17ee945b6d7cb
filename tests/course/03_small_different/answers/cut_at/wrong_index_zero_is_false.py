# about: `layer or -1`: index 0 counts as not given
def cut_at(backbone, layer=None):
    layer = layer or -1
    if isinstance(layer, str):
        target = backbone.get_layer(layer)
    else:
        target = backbone.layers[layer]
    return keras.Model(backbone.input, target.output)
