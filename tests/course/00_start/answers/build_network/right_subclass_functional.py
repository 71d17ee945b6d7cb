# about: a subclass of keras.Model that hands inputs and outputs to its parent; ops for pooling
# text: any keras.Model; the mean and the largest need not be layers
def build_network(side, num_classes):
    from keras import ops

    class Demonstration(keras.Model):
        def __init__(self, side, num_classes):
            image = keras.Input((side, side, 3))
            x = ops.subtract(ops.divide(image, 127.5), 1.0)
            for n, (filters, size) in enumerate([(32, 7), (64, 3), (128, 3)], 1):
                stride = 2 if n == 1 else 1
                x = keras.layers.Conv2D(filters, size, stride, padding="same", activation="relu", name=f"conv{n}")(x)
                x = ops.max_pool(x, 2, 2)
            x = ops.mean(x, axis=(1, 2))
            for n in (1, 2):
                x = keras.layers.Dense(128, activation="relu", name=f"dense{n}")(x)
            super().__init__(image, keras.layers.Dense(num_classes, activation="softmax", name="dense3")(x))

    return Demonstration(side, num_classes)
