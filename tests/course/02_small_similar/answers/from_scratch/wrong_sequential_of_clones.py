# about: rebuilds each layer and stacks them in a Sequential: only chains
def from_scratch(backbone):
    """Return a new model like `backbone`, with random weights, all of it trainable."""
    model = keras.Sequential([keras.Input(backbone.input_shape[1:])])
    for layer in backbone.layers[1:]:
        model.add(layer.__class__.from_config({**layer.get_config(), "trainable": True}))
    return model
