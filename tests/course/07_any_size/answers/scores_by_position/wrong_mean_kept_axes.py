# about: pools with keepdims and applies the dense layer: one position
# says: positions a number for each class
def scores_by_position(model, images):
    maps = keras.Model(model.input, model.layers[-2].input).predict(images, verbose=0)
    pooled = maps.mean(axis=(1, 2), keepdims=True)
    kernel, bias = model.layers[-1].get_weights()
    return pooled @ kernel + bias
