# about: stride 2 in all three convolutions
def build_network(side, num_classes):
    """Return the network of the table for pictures of side×side pixels, not compiled."""
    L = keras.layers
    layers = [keras.Input((side, side, 3)), L.Rescaling(1 / 127.5, -1)]
    for filters, size in ((32, 7), (64, 3), (128, 3)):
        layers += [L.Conv2D(filters, size, strides=2, padding="same", activation="relu"), L.MaxPooling2D(padding="same")]
    layers += [L.GlobalAveragePooling2D(), L.Dense(128, activation="relu"), L.Dense(128, activation="relu")]
    return keras.Sequential([*layers, L.Dense(num_classes, activation="softmax")])
