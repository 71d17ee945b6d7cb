# about: the part before Flatten as one inner model, the rest as a loop with a helper
# text: "up to the Flatten the same layers" by a nested model that holds them
def to_convolutions(model):
    def as_convolution(dense, window, maps):
        conv = keras.layers.Conv2D(dense.units, window, strides=1, padding="valid", use_bias=dense.use_bias)
        y = conv(maps)
        for mine, theirs in zip(conv.weights, dense.weights):
            mine.assign(keras.ops.reshape(theirs, mine.shape))
        return keras.layers.Activation(dense.activation)(y)

    flatten = next(layer for layer in model.layers if isinstance(layer, keras.layers.Flatten))
    window = flatten.input.shape[1:3]
    picture = keras.Input((None, None, 3))
    below = keras.models.clone_model(keras.Model(model.input, flatten.input), input_tensors=picture)
    below.set_weights(keras.Model(model.input, flatten.input).get_weights())
    x = below.output
    after = model.layers[model.layers.index(flatten) + 1 :]
    for dense in after:
        x = as_convolution(dense, window, x)
        window = 1
    return keras.Model(below.input, x)
