# about: model.trainable = False and then the last three layers on
# says: The whole model is switched off: its own `trainable` is False, so none of
def first_step(model):
    model.trainable = False
    for layer in model.layers[-3:]:
        layer.trainable = True
    model.compile("rmsprop", "sparse_categorical_crossentropy", metrics=["accuracy"])
