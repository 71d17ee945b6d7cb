# about: layer `first` itself stays frozen
# says: should train. Set
def second_step(model, first=150):
    for number, layer in enumerate(model.layers):
        layer.trainable = number > first
    model.compile(keras.optimizers.SGD(1e-4, momentum=0.9), "sparse_categorical_crossentropy", metrics=["accuracy"])
