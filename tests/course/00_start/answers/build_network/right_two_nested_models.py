# about: features and classifier as two models inside one
# text: "think of a network as two parts": how it is put together is left open
def build_network(side, num_classes):
    def block(filters, size, stride=1):
        return [
            keras.layers.Conv2D(filters, size, strides=stride, padding="same", activation=keras.ops.relu),
            keras.layers.MaxPooling2D(2, strides=2),
        ]

    features = keras.Sequential([
        keras.Input((side, side, 3)),
        keras.layers.Rescaling(1 / 127.5, -1),
        *block(32, 7, 2), *block(64, 3), *block(128, 3),
        keras.layers.GlobalAveragePooling2D(),
    ], name="features")
    classifier = keras.Sequential([
        keras.Input((128,)),
        keras.layers.Dense(128, activation="relu"),
        keras.layers.Dense(128, activation="relu"),
        keras.layers.Dense(num_classes, activation="softmax"),
    ], name="classifier")
    image = keras.Input((side, side, 3))
    return keras.Model(image, classifier(features(image)))
