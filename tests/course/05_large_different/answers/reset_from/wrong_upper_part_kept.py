# about: copies the layers from `index` on
# says: The first convolution has lost its weights: index
def reset_from(model, index):
    new = keras.models.clone_model(model)
    for mine, theirs in zip(new.layers[index:], model.layers[index:]):
        mine.set_weights(theirs.get_weights())
    for layer in new.layers:
        layer.trainable = True
    return new
