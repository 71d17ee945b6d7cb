# about: freezes what was kept, as in the other cases
# says: Setting `trainable` on the whole model may not reach its layers
def reset_from(model, index):
    new = keras.models.clone_model(model)
    for number, (mine, theirs) in enumerate(zip(new.layers, model.layers)):
        if number < index:
            mine.set_weights(theirs.get_weights())
        mine.trainable = number >= index
    return new
