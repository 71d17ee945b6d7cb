# about: from `first` on, batch normalisation is left as it was; below, everything is frozen
# text: "You may also leave it frozen there": leaves it untouched from `first` on
def second_step(model, first=150):
    model.trainable = True
    for below in model.layers[:first]:
        below.trainable = False
    for above in model.layers[first:]:
        if not isinstance(above, keras.layers.BatchNormalization):
            above.trainable = True
    model.compile(
        optimizer=keras.optimizers.SGD(learning_rate=1e-4, momentum=0.9),
        loss="sparse_categorical_crossentropy",
        metrics=["accuracy"],
    )
