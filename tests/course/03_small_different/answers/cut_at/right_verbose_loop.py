# about: very verbose: a loop with enumerate, negative indices counted by hand, a print
def cut_at(backbone, layer):
    """Return the model from the input of `backbone` to a layer (a name or an index)."""
    number_of_layers = len(backbone.layers)
    last = None
    for position, candidate in enumerate(backbone.layers):
        if isinstance(layer, str):
            if candidate.name == layer:
                last = candidate
                break
        else:
            wanted = layer
            if wanted < 0:
                wanted = number_of_layers + wanted
            if position == wanted:
                last = candidate
                break
    if last is None:
        raise ValueError(f"no layer {layer!r} in {[each.name for each in backbone.layers]}")
    print("cut at", last.name, last.output.shape)
    new_model = keras.Model(inputs=backbone.input, outputs=last.output)
    return new_model
