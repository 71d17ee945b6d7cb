# about: puts random weights into the given model and returns it
# says: leave the weights of the old model alone
def reset_from(model, index):
    fresh = keras.models.clone_model(model)
    for old, new in zip(model.layers[index:], fresh.layers[index:]):
        old.set_weights(new.get_weights())
    for layer in model.layers:
        layer.trainable = True
    return model
