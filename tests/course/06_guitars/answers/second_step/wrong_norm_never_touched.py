# about: skips batch normalisation everywhere, also below `first`
# says: are frozen, whatever their type
def second_step(model, first=150):
    for number, layer in enumerate(model.layers):
        if not isinstance(layer, keras.layers.BatchNormalization):
            layer.trainable = number >= first
    model.compile(keras.optimizers.SGD(1e-4, momentum=0.9), "sparse_categorical_crossentropy", metrics=["accuracy"])
