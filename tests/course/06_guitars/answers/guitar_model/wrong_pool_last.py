# about: dense layers at every position, the average at the very end
# says: global average, ReLU after the
def guitar_model(backbone, num_classes):
    x = keras.layers.Dense(1024, activation="relu")(backbone.output)
    x = keras.layers.Dense(num_classes, activation="softmax")(x)
    x = keras.layers.GlobalAveragePooling2D()(x)
    return keras.Model(backbone.input, x)
