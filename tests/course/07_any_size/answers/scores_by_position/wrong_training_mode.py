# about: calls the network in training mode: batch normalisation goes by this batch
# says: the mean over the positions is the model's answer
def scores_by_position(model, images):
    before = keras.Model(model.input, model.layers[-2].input)
    maps = keras.ops.convert_to_numpy(before(images, training=True))
    kernel, bias = model.layers[-1].get_weights()
    return maps @ kernel + bias
