# about: new.trainable = True, which does nothing where the switch is on
# says: Setting `trainable` on the whole model may not reach its layers
def reset_from(model, index):
    new = keras.models.clone_model(model)
    for mine, theirs in zip(new.layers[:index], model.layers[:index]):
        mine.set_weights(theirs.get_weights())
    new.trainable = True
    return new
