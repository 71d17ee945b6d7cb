# about: freezes a copy and returns it
def freeze_all(model):
    """Freeze every layer of `model`, in place."""
    frozen = keras.models.clone_model(model)
    frozen.set_weights(model.get_weights())
    for layer in frozen.layers:
        layer.trainable = False
    return frozen
