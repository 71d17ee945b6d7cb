# about: divides by the number of positions, so that the sum is the answer
# says: the mean over the positions is the model's answer
def scores_by_position(model, images):
    maps = keras.Model(model.input, model.layers[-2].input).predict(images, verbose=0)
    kernel, bias = model.layers[-1].get_weights()
    return (maps @ kernel + bias) / np.prod(maps.shape[1:3])
