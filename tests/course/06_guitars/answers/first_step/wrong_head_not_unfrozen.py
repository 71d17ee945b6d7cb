# about: freezes the lower part and trusts that the classifier trains already
# says: should train. Set
def first_step(model):
    for layer in model.layers[:-3]:
        layer.trainable = False
    model.compile("rmsprop", "sparse_categorical_crossentropy", metrics=["accuracy"])
