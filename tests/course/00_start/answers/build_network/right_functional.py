# about: functional, layer by layer, with the names of the table
def build_network(side, num_classes):
    """Return the network of the table for pictures of side×side pixels, not compiled."""
    from keras import layers
    image = keras.Input((side, side, 3))
    x = image / 127.5 - 1
    x = layers.Conv2D(32, 7, strides=2, padding="same", activation="relu", name="conv1")(x)
    x = layers.MaxPooling2D()(x)
    x = layers.Conv2D(64, 3, padding="same", activation="relu", name="conv2")(x)
    x = layers.MaxPooling2D()(x)
    x = layers.Conv2D(128, 3, padding="same", activation="relu", name="conv3")(x)
    x = layers.MaxPooling2D()(x)
    x = layers.GlobalAveragePooling2D(name="average")(x)
    x = layers.Dense(128, activation="relu", name="dense1")(x)
    x = layers.Dense(128, activation="relu", name="dense2")(x)
    return keras.Model(image, layers.Dense(num_classes, activation="softmax", name="dense3")(x))
