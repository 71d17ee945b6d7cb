# about: translates decay=1e-6 of 2017 into weight_decay
# says: Plain SGD has a rate and a momentum, and nothing else
def second_step(model, first=150):
    for number, layer in enumerate(model.layers):
        layer.trainable = number >= first
    slow = keras.optimizers.SGD(learning_rate=1e-4, momentum=0.9, weight_decay=1e-6)
    model.compile(slow, "sparse_categorical_crossentropy", metrics=["accuracy"])
