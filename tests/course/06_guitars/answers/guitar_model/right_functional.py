# about: plain functional API, one layer a line
def guitar_model(backbone, num_classes):
    """Return the backbone with the recipe's classifier on top, as one flat model."""
    x = keras.layers.GlobalAveragePooling2D()(backbone.output)
    x = keras.layers.Dense(1024, activation="relu")(x)
    outputs = keras.layers.Dense(num_classes, activation="softmax")(x)
    return keras.Model(backbone.input, outputs)
