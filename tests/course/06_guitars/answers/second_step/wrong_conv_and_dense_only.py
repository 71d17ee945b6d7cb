# about: lets only Conv2D and Dense train from `first` on
# says: Set `trainable` to True in each of these layers
def second_step(model, first=150):
    for number, layer in enumerate(model.layers):
        learns = isinstance(layer, (keras.layers.Conv2D, keras.layers.Dense))
        layer.trainable = learns and number >= first
    model.compile(keras.optimizers.SGD(1e-4, momentum=0.9), "sparse_categorical_crossentropy", metrics=["accuracy"])
