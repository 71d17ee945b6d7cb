# about: the number of classes is hard-coded
# says: as many outputs as num_classes says
def guitar_model(backbone, num_classes=3):
    x = keras.layers.GlobalAveragePooling2D()(backbone.output)
    x = keras.layers.Dense(1024, activation="relu")(x)
    return keras.Model(backbone.input, keras.layers.Dense(3, activation="softmax")(x))
