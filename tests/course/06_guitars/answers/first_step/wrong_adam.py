# about: Adam by habit
# says: Step one uses RMSprop
def first_step(model):
    for number, layer in enumerate(model.layers):
        layer.trainable = number >= len(model.layers) - 3
    model.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"])
