# about: two slices, positional arguments
def second_step(model, first=150):
    for layer in model.layers[:first]:
        layer.trainable = False
    for layer in model.layers[first:]:
        layer.trainable = True
    model.compile(keras.optimizers.SGD(1e-4, 0.9), "sparse_categorical_crossentropy", metrics=["accuracy"])
