# about: forgets that a clone has weights of its own
def at_size(model, height, width):
    return keras.models.clone_model(model, input_tensors=keras.Input((height, width, 3)))
