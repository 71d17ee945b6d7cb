# about: a functional model whose last layer is the dense layer on the maps
def scores_by_position(model, images):
    maps = model.layers[-2].input
    dense = model.get_layer(index=-1)
    everywhere = keras.Model(model.input, dense(maps))
    return everywhere.predict(images, verbose=0)
