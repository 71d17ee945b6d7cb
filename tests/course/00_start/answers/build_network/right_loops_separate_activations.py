# about: loops; activations as layers of their own, the ReLU after the pooling
# text: ReLU and the largest of four may change places: the answers are the same
def build_network(side, num_classes):
    x = image = keras.Input(shape=(side, side, 3), dtype="float32")
    x = keras.layers.Rescaling(scale=2 / 255, offset=-1.0)(x)
    for filters, width, stride in [(32, 7, 2), (64, 3, 1), (128, 3, 1)]:
        x = keras.layers.Conv2D(filters, width, strides=stride, padding="same")(x)
        x = keras.layers.MaxPooling2D(pool_size=(2, 2))(x)
        x = keras.layers.ReLU()(x)
    x = keras.layers.GlobalAveragePooling2D()(x)
    for _ in range(2):
        x = keras.layers.Dense(128)(x)
        x = keras.layers.Activation("relu")(x)
    x = keras.layers.Dense(num_classes)(x)
    return keras.Model(image, keras.layers.Softmax()(x))
