# about: gives the input as width × height
def at_size(model, height, width):
    new = keras.models.clone_model(model, input_tensors=keras.Input((width, height, 3)))
    new.set_weights(model.get_weights())
    return new
