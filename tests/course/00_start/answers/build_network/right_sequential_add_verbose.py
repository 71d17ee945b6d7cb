# about: add after add, with a summary printed; He initialisation
# text: how the weights start is not said
def build_network(side, num_classes):
    """Return the network of the table for pictures of side×side pixels, not compiled."""
    model = keras.models.Sequential(name="my_network")
    model.add(keras.layers.Input(shape=(side, side, 3)))
    model.add(keras.layers.Rescaling(scale=1.0 / 127.5, offset=-1.0))
    model.add(keras.layers.Conv2D(filters=32, kernel_size=(7, 7), strides=(2, 2), padding="same", activation="relu", kernel_initializer="he_normal"))
    model.add(keras.layers.MaxPooling2D(pool_size=(2, 2), strides=(2, 2)))
    model.add(keras.layers.Conv2D(filters=64, kernel_size=(3, 3), padding="same", activation="relu", kernel_initializer="he_normal"))
    model.add(keras.layers.MaxPooling2D(pool_size=(2, 2), strides=(2, 2)))
    model.add(keras.layers.Conv2D(filters=128, kernel_size=(3, 3), padding="same", activation="relu", kernel_initializer="he_normal"))
    model.add(keras.layers.MaxPooling2D(pool_size=(2, 2), strides=(2, 2)))
    model.add(keras.layers.GlobalAveragePooling2D())
    model.add(keras.layers.Dense(units=128, activation="relu"))
    model.add(keras.layers.Dense(units=128, activation="relu"))
    model.add(keras.layers.Dense(units=num_classes, activation="softmax"))
    model.summary()
    return model
