# about: a softmax at every position
# says: the mean over the positions is the model's answer
def scores_by_position(model, images):
    maps = keras.Model(model.input, model.layers[-2].input).predict(images, verbose=0)
    kernel, bias = model.layers[-1].get_weights()
    return keras.ops.convert_to_numpy(keras.ops.softmax(maps @ kernel + bias))
