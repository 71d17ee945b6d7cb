# about: off by one: four layers train
# says: are frozen, whatever their type
def first_step(model):
    last = len(model.layers) - 1
    for number, layer in enumerate(model.layers):
        layer.trainable = number >= last - 3
    model.compile("rmsprop", "sparse_categorical_crossentropy", metrics=["accuracy"])
