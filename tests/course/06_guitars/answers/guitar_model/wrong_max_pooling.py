# about: takes the maximum, not the average
# says: The feature maps are reduced to their maximum; the recipe takes the average
def guitar_model(backbone, num_classes):
    x = keras.layers.GlobalMaxPooling2D()(backbone.output)
    x = keras.layers.Dense(1024, activation="relu")(x)
    return keras.Model(backbone.input, keras.layers.Dense(num_classes, activation="softmax")(x))
