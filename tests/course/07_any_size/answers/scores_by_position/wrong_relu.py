# about: keeps only what speaks for a class, as Grad-CAM does
# says: the mean over the positions is the model's answer
def scores_by_position(model, images):
    maps = keras.Model(model.input, model.layers[-2].input).predict(images, verbose=0)
    kernel, bias = model.layers[-1].get_weights()
    return np.maximum(maps @ kernel + bias, 0)
