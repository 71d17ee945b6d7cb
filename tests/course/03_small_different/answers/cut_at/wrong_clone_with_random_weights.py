# about: clones the cut model to leave the network as it is, and forgets that a clone has new random weights
def cut_at(backbone, layer):
    """Return the model from the input of `backbone` to a layer (a name or an index)."""
    target = backbone.get_layer(layer) if isinstance(layer, str) else backbone.layers[layer]
    return keras.models.clone_model(keras.Model(backbone.input, target.output))
