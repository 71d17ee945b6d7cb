# about: clones the backbone to leave it alone, and loses what it has learned
# says: keep the backbone's weights
def guitar_model(backbone, num_classes):
    base = keras.models.clone_model(backbone)  # do not touch the original
    x = keras.layers.GlobalAveragePooling2D()(base.output)
    x = keras.layers.Dense(1024, activation="relu")(x)
    return keras.Model(base.input, keras.layers.Dense(num_classes, activation="softmax")(x))
