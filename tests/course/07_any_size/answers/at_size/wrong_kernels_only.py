# about: copies layers that have a kernel
# says: pixels: all layers as they were, with all their weights (the statistics of
def at_size(model, height, width):
    new = keras.models.clone_model(model, input_tensors=keras.Input((height, width, 3)))
    for mine, theirs in zip(new.layers, model.layers):
        if hasattr(theirs, "kernel"):
            mine.set_weights(theirs.get_weights())
    return new
