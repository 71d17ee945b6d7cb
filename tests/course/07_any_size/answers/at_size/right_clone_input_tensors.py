# about: clone_model with input_tensors, then set_weights
def at_size(model, height, width):
    """Return a copy of `model`, weights included, that takes pictures of height × width."""
    new = keras.models.clone_model(model, input_tensors=keras.Input((height, width, 3)))
    new.set_weights(model.get_weights())
    return new
