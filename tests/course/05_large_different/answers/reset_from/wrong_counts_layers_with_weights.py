# about: counts only the layers that have weights
# says: Some layers still have the old weights: from index
def reset_from(model, index):
    new = keras.models.clone_model(model)
    with_weights = [(a, b) for a, b in zip(new.layers, model.layers) if b.weights]
    for mine, theirs in with_weights[:index]:
        mine.set_weights(theirs.get_weights())
    for layer in new.layers:
        layer.trainable = True
    return new
