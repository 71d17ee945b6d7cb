# about: leaves out the bias, as the first papers did
# says: the mean over the positions is the model's answer
def scores_by_position(model, images):
    maps = keras.Model(model.input, model.layers[-2].input).predict(images, verbose=0)
    return maps @ model.layers[-1].get_weights()[0]
