# about: layers[-3].output: the layer listed before the pooling, which is not its input where an operation (maps + short, keras.ops.relu) stands between
# says: their mean over the positions is not the model's answer
def scores_by_position(model, images):
    maps = keras.Model(model.input, model.layers[-3].output).predict(images, verbose=0)
    kernel, bias = model.layers[-1].get_weights()
    return maps @ kernel + bias
