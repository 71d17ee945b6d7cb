# about: Flatten in place of the average
# says: average over height and width first
def guitar_model(backbone, num_classes):
    x = keras.layers.Flatten()(backbone.output)
    x = keras.layers.Dense(1024, activation="relu")(x)
    x = keras.layers.Dense(num_classes, activation="softmax")(x)
    return keras.Model(backbone.input, x)
