# about: a new Input, and the cut part called on it as one layer
# text: the model may be nested, its input may be a new Input, and it may have any name
def cut_at(backbone, layer):
    """Return the model from the input of `backbone` to a layer (a name or an index)."""
    by_name = {l.name: l for l in backbone.layers}
    chosen = by_name[layer] if isinstance(layer, str) else list(by_name.values())[layer]
    part = keras.Model(backbone.input, chosen.output)
    image = keras.Input(shape=part.input_shape[1:], dtype=backbone.input.dtype)
    return keras.Model(image, part(image), name=f"cut_after_{chosen.name}")
