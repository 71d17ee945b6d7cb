# about: applies the old layers to a new input, so that both networks train together
# says: The copy shares weights with the given network: training one changes the
def at_size(model, height, width):
    picture = keras.Input((height, width, 3))
    made = {id(model.input): picture}
    for layer in model.layers[1:]:
        given = layer.input
        if isinstance(given, list):
            made[id(layer.output)] = layer([made[id(x)] for x in given])
        else:
            made[id(layer.output)] = layer(made[id(given)])
    return keras.Model(picture, made[id(model.output)])
