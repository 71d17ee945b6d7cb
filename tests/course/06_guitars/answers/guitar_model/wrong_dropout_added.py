# about: adds dropout and batch normalisation "because one always does"
# says: The recipe's classifier has neither dropout nor normalisation
def guitar_model(backbone, num_classes):
    x = keras.layers.GlobalAveragePooling2D()(backbone.output)
    x = keras.layers.Dense(1024, activation="relu")(x)
    x = keras.layers.Dropout(0.5)(x)
    return keras.Model(backbone.input, keras.layers.Dense(num_classes, activation="softmax")(x))
