# about: compiles, then sets the switches; nothing has been fitted in between
# text: section 2 asks for no order; what trains is settled by the first fit after compile, and both are done before it
def first_step(model):
    model.compile("rmsprop", "sparse_categorical_crossentropy", metrics=["accuracy"])
    model.trainable = True
    for i in range(len(model.layers)):
        model.layers[i].trainable = i in range(len(model.layers) - 3, len(model.layers))
