# about: no softmax: believes that the loss does it
# says: These are scores: the softmax is missing
def guitar_model(backbone, num_classes):
    x = keras.layers.GlobalAveragePooling2D()(backbone.output)
    x = keras.layers.Dense(1024, activation="relu")(x)
    return keras.Model(backbone.input, keras.layers.Dense(num_classes)(x))
