# about: calls the dense layer on the maps: it works along the last axis
# text: returns a tensor
def scores_by_position(model, images):
    before = keras.Model(model.inputs, model.layers[-2].input)
    return model.layers[-1](before(np.asarray(images, "float32"), training=False))
