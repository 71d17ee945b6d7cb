# about: the loss for one-hot labels, as in the recipe of 2017
# says: The labels are integers, not one-hot rows: which loss takes those?
def first_step(model):
    for number, layer in enumerate(model.layers):
        layer.trainable = number >= len(model.layers) - 3
    model.compile("rmsprop", "categorical_crossentropy", metrics=["accuracy"])
