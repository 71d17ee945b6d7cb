# about: thinks that the backbone's last layer is an old classifier and goes on from the layer before
# says: global average, ReLU after the
def guitar_model(backbone, num_classes):
    x = backbone.layers[-2].output
    x = keras.layers.GlobalAveragePooling2D()(x)
    x = keras.layers.Dense(1024, activation="relu")(x)
    return keras.Model(backbone.input, keras.layers.Dense(num_classes, activation="softmax")(x))
