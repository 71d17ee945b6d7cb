# about: freezes the copy "so that the weights stay the same"
# says: The new network does not train
def at_size(model, height, width):
    new = keras.models.clone_model(model, input_tensors=keras.Input((height, width, 3)))
    new.set_weights(model.get_weights())
    new.trainable = False
    return new
