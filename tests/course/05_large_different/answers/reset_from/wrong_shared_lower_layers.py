# about: the lower layers are the old ones themselves, so training the new model changes the old
# says: The new model shares weights with the old one: training one changes the
def reset_from(model, index):
    fresh = keras.models.clone_model(model)
    x = model.layers[index - 1].output if index else fresh.input
    for layer in fresh.layers[max(index, 1):]:
        x = layer(x)
    new = keras.Model(model.input if index else fresh.input, x)
    for layer in new.layers:
        layer.trainable = True
    return new
