# about: model.trainable = False and then the last three layers on
def first_step(model):
    model.trainable = False
    for layer in model.layers[-3:]:
        layer.trainable = True
    model.compile("rmsprop", "sparse_categorical_crossentropy", metrics=["accuracy"])
