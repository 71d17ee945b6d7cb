# about: the hidden layer is linear
def guitar_model(backbone, num_classes):
    x = keras.layers.GlobalAveragePooling2D()(backbone.output)
    x = keras.layers.Dense(1024)(x)
    return keras.Model(backbone.input, keras.layers.Dense(num_classes, activation="softmax")(x))
