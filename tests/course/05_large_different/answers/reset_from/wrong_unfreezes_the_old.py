# about: sets the switches of the old model before the clone is made
# says: leave the old model frozen, and let only the new one train
def reset_from(model, index):
    for layer in model.layers:
        layer.trainable = True
    new = keras.models.clone_model(model)
    for mine, theirs in zip(new.layers[:index], model.layers[:index]):
        mine.set_weights(theirs.get_weights())
    return new
