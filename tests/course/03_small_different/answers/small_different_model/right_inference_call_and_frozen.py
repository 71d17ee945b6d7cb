# about: the frozen part is called with training=False on a new input
def small_different_model(backbone, layer, num_classes):
    part = tlkit.cut(backbone, layer)
    part.trainable = False
    image = keras.Input(part.input_shape[1:])
    maps = part(image, training=False)
    codes = keras.layers.GlobalAveragePooling2D()(maps)
    return keras.Model(image, keras.layers.Dense(num_classes, activation="softmax")(codes))
