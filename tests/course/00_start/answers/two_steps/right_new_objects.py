# about: SGD and the loss as objects, new ones for each step; progress shown
# text: verbose is open; SGD() is "sgd"
def two_steps(model, images, labels):
    *below, last = model.layers

    def one_epoch():
        model.compile(optimizer=keras.optimizers.SGD(), loss=keras.losses.SparseCategoricalCrossentropy())
        model.fit(x=images, y=labels, epochs=1, verbose=2)

    for layer in below:
        layer.trainable = False
    one_epoch()
    for layer in [*below, last]:
        layer.trainable = True
    one_epoch()
    return model
