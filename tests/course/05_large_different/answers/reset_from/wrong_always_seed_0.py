# about: sets the seed, so that the random part is the same each time
# says: Two calls give the same weights; from `index` on they are to be drawn anew
def reset_from(model, index):
    keras.utils.set_random_seed(0)
    new = keras.models.clone_model(model)
    for mine, theirs in zip(new.layers[:index], model.layers[:index]):
        mine.set_weights(theirs.get_weights())
    for layer in new.layers:
        layer.trainable = True
    return new
