# about: the cut model is packed into a Sequential, so it is nested
# text: "The new model ends in the output of this layer": how the model is built inside is left open
def cut_at(backbone, layer):
    from keras import Model, Sequential
    names = [each.name for each in backbone.layers]
    position = names.index(layer) if layer in names else layer
    inner = Model(backbone.input, backbone.layers[position].output)
    return Sequential([keras.Input(backbone.input_shape[1:]), inner])
