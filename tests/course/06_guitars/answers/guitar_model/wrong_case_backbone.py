# about: uses the notebook's backbone where the argument does not matter to the output shape
# says: Some layers of the given backbone are missing in your model
def guitar_model(backbone, num_classes):
    backbone = tlkit.load_backbone("MobileNet", weights="embedded")
    x = keras.layers.GlobalAveragePooling2D()(backbone.output)
    x = keras.layers.Dense(1024, activation="relu")(x)
    return keras.Model(backbone.input, keras.layers.Dense(num_classes, activation="softmax")(x))
