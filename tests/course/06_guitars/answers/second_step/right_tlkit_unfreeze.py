# about: tlkit.unfreeze with batch_norm=False
# text: library, batch normalisation frozen, metric as object
def second_step(model, first=150):
    model.trainable = True
    tlkit.unfreeze(model, first, batch_norm=False)
    model.compile(
        keras.optimizers.SGD(1e-4, momentum=0.9),
        "sparse_categorical_crossentropy",
        metrics=[keras.metrics.SparseCategoricalAccuracy("accuracy")],
    )
