# about: copies the trainable weights, not the statistics of batch normalisation
# says: pixels: all layers as they were, with all their weights (the statistics of
def at_size(model, height, width):
    new = keras.models.clone_model(model, input_tensors=keras.Input((height, width, 3)))
    for mine, theirs in zip(new.trainable_weights, model.trainable_weights):
        mine.assign(theirs)
    return new
