# about: uses the model's switch twice to reset everything, then freezes the lower part
def first_step(model):
    model.trainable = False   # so that the next line reaches every layer
    model.trainable = True
    [setattr(layer, "trainable", False) for layer in model.layers[:-3]]
    model.compile(**{
        "optimizer": keras.optimizers.get("rmsprop"),
        "loss": "sparse_categorical_crossentropy",
        "metrics": ["sparse_categorical_accuracy"],
    })
