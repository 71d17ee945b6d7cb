# about: works on a copy and returns it
def train_from(model, layer_name):
    """Let `model` train from a layer on, in place, and freeze all layers before it."""
    copy = keras.models.clone_model(model)
    copy.set_weights(model.get_weights())
    trains = False
    for layer in copy.layers:
        trains = trains or layer.name == layer_name
        layer.trainable = trains
    return copy
