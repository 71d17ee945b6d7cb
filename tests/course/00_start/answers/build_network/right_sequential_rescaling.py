# about: a Sequential with a Rescaling layer, no names
# text: "or Keras's Rescaling"; names are not asked for
def build_network(side, num_classes):
    L = keras.layers
    return keras.Sequential([
        keras.Input((side, side, 3)),
        L.Rescaling(1 / 127.5, offset=-1),
        L.Conv2D(32, 7, 2, "same", activation="relu"), L.MaxPool2D(2),
        L.Conv2D(64, 3, padding="same", activation="relu"), L.MaxPool2D(2),
        L.Conv2D(128, 3, padding="same", activation="relu"), L.MaxPool2D(2),
        L.GlobalAveragePooling2D(),
        L.Dense(128, "relu"), L.Dense(128, "relu"), L.Dense(num_classes, "softmax"),
    ])
