# about: sets the upper part to zero in place of random
# says: random weights differ from each other
def reset_from(model, index):
    new = keras.models.clone_model(model)
    for number, (mine, theirs) in enumerate(zip(new.layers, model.layers)):
        weights = theirs.get_weights()
        mine.set_weights(weights if number < index else [np.zeros_like(w) for w in weights])
        mine.trainable = True
    return new
