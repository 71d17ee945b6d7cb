# about: also freezes the network that is given, since "the network is frozen in this case"
# says: The network that was given is frozen now: only cut it
def cut_at(backbone, layer):
    """Return the model from the input of `backbone` to a layer (a name or an index)."""
    target = backbone.get_layer(layer) if isinstance(layer, str) else backbone.layers[layer]
    backbone.trainable = False
    return keras.Model(backbone.input, target.output)
