# about: conv1 with stride 1
def build_network(side, num_classes):
    """Return the network of the table for pictures of side×side pixels, not compiled."""
    L = keras.layers
    return keras.Sequential([
        keras.Input((side, side, 3)), L.Rescaling(1 / 127.5, -1),
        L.Conv2D(32, 7, padding="same", activation="relu"), L.MaxPooling2D(),
        L.Conv2D(64, 3, padding="same", activation="relu"), L.MaxPooling2D(),
        L.Conv2D(128, 3, padding="same", activation="relu"), L.MaxPooling2D(),
        L.GlobalAveragePooling2D(),
        L.Dense(128, activation="relu"), L.Dense(128, activation="relu"), L.Dense(num_classes, activation="softmax"),
    ])
