# about: scales the pictures down to the old size in front of the old network
# says: pixels: all layers as they were, with all their weights (the statistics of
def at_size(model, height, width):
    picture = keras.Input((height, width, 3))
    small = keras.layers.Resizing(*model.input_shape[1:3])(picture)
    copy = keras.models.clone_model(model)
    copy.set_weights(model.get_weights())
    return keras.Model(picture, copy(small))
