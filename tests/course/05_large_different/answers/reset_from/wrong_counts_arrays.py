# about: index counts arrays of weights, not layers
# says: Some layers still have the old weights: from index
def reset_from(model, index):
    new = keras.models.clone_model(model)
    new.set_weights(model.get_weights()[:index] + new.get_weights()[index:])
    for layer in new.layers:
        layer.trainable = True
    return new
