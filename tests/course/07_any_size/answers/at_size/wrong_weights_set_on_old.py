# about: sets the weights in the wrong direction
# says: the new layers begin with random weights: give them the old ones
def at_size(model, height, width):
    new = keras.models.clone_model(model, input_tensors=keras.Input((height, width, 3)))
    model.set_weights(new.get_weights())
    return new
