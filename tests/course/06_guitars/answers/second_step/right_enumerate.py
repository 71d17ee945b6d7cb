# about: one loop with enumerate
def second_step(model, first=150):
    """Let the layers of `model` train from index `first` on, and compile it for a slow step."""
    model.trainable = True
    for number, layer in enumerate(model.layers):
        layer.trainable = number >= first
    model.compile(
        keras.optimizers.SGD(learning_rate=0.0001, momentum=0.9),
        loss="sparse_categorical_crossentropy",
        metrics=["accuracy"],
    )
