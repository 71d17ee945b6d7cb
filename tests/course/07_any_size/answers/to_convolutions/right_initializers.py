# about: the weights go in as constant initialisers
# text: no set_weights at all
def to_convolutions(model):
    names = [type(layer).__name__ for layer in model.layers]
    at = names.index("Flatten")
    shape = tuple(model.layers[at].input.shape[1:])
    inputs = outputs = keras.Input((None, None, 3))
    for layer in model.layers[1:at]:
        outputs = layer(outputs)
    for dense in model.layers[at + 1 :]:
        config = dense.get_config()
        weights = dense.get_weights()

        def kernel_of(wanted, dtype=None, w=weights[0]):
            return keras.ops.reshape(keras.ops.convert_to_tensor(w, dtype), wanted)

        def bias_of(wanted, dtype=None, w=weights[-1]):
            return keras.ops.convert_to_tensor(w, dtype)

        outputs = keras.layers.Conv2D(
            dense.units,
            shape[:2],
            activation=config["activation"],
            use_bias=dense.use_bias,
            kernel_initializer=kernel_of,
            bias_initializer=bias_of,
        )(outputs)
        shape = (1, 1, dense.units)
    return keras.Model(inputs, outputs)
