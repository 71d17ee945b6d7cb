# about: turns the model's own switch on, then goes by number
def first_step(model):
    model.trainable = True
    boundary = len(model.layers) - 3
    for number, layer in enumerate(model.layers):
        layer.trainable = number >= boundary
    model.compile(
        keras.optimizers.RMSprop(), loss="sparse_categorical_crossentropy", metrics=["accuracy"]
    )
