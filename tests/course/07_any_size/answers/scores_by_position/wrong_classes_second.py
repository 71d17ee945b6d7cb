# about: (n, classes, rows, columns)
# says: positions a number for each class
def scores_by_position(model, images):
    maps = keras.Model(model.input, model.layers[-2].input).predict(images, verbose=0)
    kernel, bias = model.layers[-1].get_weights()
    return (maps @ kernel + bias).transpose(0, 3, 1, 2)
