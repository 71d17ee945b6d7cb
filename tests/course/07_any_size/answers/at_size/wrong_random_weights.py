# about: forgets that a clone has weights of its own
# says: the new layers begin with random weights: give them the old ones
def at_size(model, height, width):
    return keras.models.clone_model(model, input_tensors=keras.Input((height, width, 3)))
