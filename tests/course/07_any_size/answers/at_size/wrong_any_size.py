# about: an input of any size
# says: the input is height × width
def at_size(model, height, width):
    new = keras.models.clone_model(model, input_tensors=keras.Input((None, None, 3)))
    new.set_weights(model.get_weights())
    return new
