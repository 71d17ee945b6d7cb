# about: no momentum
# says: The momentum is
def second_step(model, first=150):
    for number, layer in enumerate(model.layers):
        layer.trainable = number >= first
    model.compile(keras.optimizers.SGD(learning_rate=1e-4), "sparse_categorical_crossentropy", metrics=["accuracy"])
