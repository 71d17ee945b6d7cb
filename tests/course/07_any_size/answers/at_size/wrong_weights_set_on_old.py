# about: sets the weights in the wrong direction
def at_size(model, height, width):
    new = keras.models.clone_model(model, input_tensors=keras.Input((height, width, 3)))
    model.set_weights(new.get_weights())
    return new
