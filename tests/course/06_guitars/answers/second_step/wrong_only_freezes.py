# about: freezes the first layers and unfreezes nothing
# says: should train. Set
def second_step(model, first=150):
    for layer in model.layers[:first]:
        layer.trainable = False
    model.compile(keras.optimizers.SGD(1e-4, momentum=0.9), "sparse_categorical_crossentropy", metrics=["accuracy"])
