# about: goes through model.layers, and into models inside the model, then the model's own switch
def freeze_all(model):
    """Freeze every layer of `model`, in place."""
    for layer in model.layers:
        if isinstance(layer, keras.Model):
            freeze_all(layer)
        layer.trainable = False
    model.trainable = False
