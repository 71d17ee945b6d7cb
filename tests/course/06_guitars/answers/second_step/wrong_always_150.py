# about: the famous number, whatever `first` is
# says: Set `trainable` to True in each of these layers
def second_step(model, first=150):
    for layer in model.layers[:150]:
        layer.trainable = False
    for layer in model.layers[150:]:
        layer.trainable = True
    model.compile(keras.optimizers.SGD(1e-4, momentum=0.9), "sparse_categorical_crossentropy", metrics=["accuracy"])
