# about: counts from the top with a while loop, weighted metric and eager mode
# text: weighted_metrics is a list of metrics, too; other options of compile are left open
def first_step(model):
    model.trainable = True
    top_down = list(reversed(model.layers))
    position = 0
    while position < len(top_down):
        if position < 3:
            top_down[position].trainable = True
        else:
            top_down[position].trainable = False
        position += 1
    print("training:", [layer.name for layer in model.layers if layer.trainable])
    optimizer = keras.optimizers.RMSprop()
    model.compile(
        optimizer,
        loss="sparse_categorical_crossentropy",
        weighted_metrics=["accuracy"],
        run_eagerly=False,
        jit_compile=False,
    )
