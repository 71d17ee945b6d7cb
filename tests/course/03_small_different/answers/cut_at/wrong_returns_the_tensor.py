# about: returns the output tensor instead of a model
# says: Found an object of type KerasTensor where a Keras model was
def cut_at(backbone, layer):
    """Return the model from the input of `backbone` to a layer (a name or an index)."""
    target = backbone.get_layer(layer) if isinstance(layer, str) else backbone.layers[layer]
    return target.output
