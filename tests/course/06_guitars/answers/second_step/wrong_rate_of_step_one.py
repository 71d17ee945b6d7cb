# about: wrong power of ten: 0.001
# says: The learning rate is
def second_step(model, first=150):
    for number, layer in enumerate(model.layers):
        layer.trainable = number >= first
    model.compile(keras.optimizers.SGD(1e-3, momentum=0.9), "sparse_categorical_crossentropy", metrics=["accuracy"])
