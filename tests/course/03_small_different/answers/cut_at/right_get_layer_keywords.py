# about: get_layer does both, with its keywords name= and index=
def cut_at(backbone, layer):
    """Return the model from the input of `backbone` to a layer (a name or an index)."""
    wanted = {"name": layer} if isinstance(layer, str) else {"index": int(layer) % len(backbone.layers)}
    return keras.models.Model(backbone.input, backbone.get_layer(**wanted).output, name="cut")
