# about: gives the input as width × height
# says: the input is height × width
def at_size(model, height, width):
    new = keras.models.clone_model(model, input_tensors=keras.Input((width, height, 3)))
    new.set_weights(model.get_weights())
    return new
