# about: clone, set_weights layer by layer, switches in a loop
def reset_from(model, index):
    """Return a new model: weights of `model` before layer `index`, random ones from it on."""
    new = keras.models.clone_model(model)
    for old, fresh in zip(model.layers[:index], new.layers[:index]):
        fresh.set_weights(old.get_weights())
    for layer in new.layers:
        layer.trainable = True
    new.trainable = True
    return new
