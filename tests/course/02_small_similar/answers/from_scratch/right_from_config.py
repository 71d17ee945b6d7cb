# about: from_config of get_config, and a recursive helper for the switches
def from_scratch(backbone):
    model = type(backbone).from_config(backbone.get_config())

    def switch_on(thing):
        thing.trainable = True
        for inner in getattr(thing, "layers", ()):
            switch_on(inner)

    switch_on(model)
    return model
