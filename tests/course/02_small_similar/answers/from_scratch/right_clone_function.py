# about: the clone function itself switches each layer on
def from_scratch(backbone):
    def anew(layer):
        if isinstance(layer, keras.Model):
            return from_scratch(layer)
        copy = layer.__class__.from_config(layer.get_config())
        copy.trainable = True
        return copy

    model = keras.models.clone_model(backbone, clone_function=anew)
    for layer in model.layers:
        layer.trainable = True
    model.trainable = True
    print(f"{len(model.trainable_weights)} of {len(model.weights)} arrays train")
    return model
