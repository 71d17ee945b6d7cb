# about: leaves batch normalisation frozen everywhere
# text: "You may also leave it frozen there"
def second_step(model, first=150):
    model.trainable = True
    for number, layer in enumerate(model.layers):
        is_norm = isinstance(layer, keras.layers.BatchNormalization)
        layer.trainable = number >= first and not is_norm
    slow = keras.optimizers.SGD(momentum=0.9, learning_rate=1e-4)
    model.compile(optimizer=slow, loss=keras.losses.SparseCategoricalCrossentropy(), metrics=["acc"])
