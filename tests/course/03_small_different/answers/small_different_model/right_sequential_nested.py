# about: a Sequential with the frozen part as one layer
# text: how the parts are put together is left open; the frozen part is nested and has its switch off
def small_different_model(backbone, layer, num_classes):
    base = cut_at(backbone, layer)
    base.trainable = False
    return keras.Sequential([
        keras.Input(base.input_shape[1:]),
        base,
        keras.layers.GlobalAveragePooling2D(),
        keras.layers.Dense(num_classes, "softmax"),
    ])
