# about: a sigmoid for each class
# says: global average, ReLU after the
def guitar_model(backbone, num_classes):
    x = keras.layers.GlobalAveragePooling2D()(backbone.output)
    x = keras.layers.Dense(1024, activation="relu")(x)
    return keras.Model(backbone.input, keras.layers.Dense(num_classes, activation="sigmoid")(x))
