# about: the second step's rate already here
# says: RMSprop's default is
def first_step(model):
    for number, layer in enumerate(model.layers):
        layer.trainable = number >= len(model.layers) - 3
    model.compile(keras.optimizers.RMSprop(1e-4), "sparse_categorical_crossentropy", metrics=["accuracy"])
