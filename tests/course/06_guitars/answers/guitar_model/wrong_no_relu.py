# about: the hidden layer is linear
# says: There is no ReLU after the
def guitar_model(backbone, num_classes):
    x = keras.layers.GlobalAveragePooling2D()(backbone.output)
    x = keras.layers.Dense(1024)(x)
    return keras.Model(backbone.input, keras.layers.Dense(num_classes, activation="softmax")(x))
