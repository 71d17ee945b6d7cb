# about: compiles after the first fit, before the switches
# text: "a change of `trainable` between `compile` and the first `fit` still counts"
def two_steps(model, images, labels):
    def ready():
        model.compile("sgd", "sparse_categorical_crossentropy")

    for layer in model.layers[:-1]:
        layer.trainable = False
    ready()
    model.fit(images, labels, verbose=0)
    ready()
    for layer in model.layers:
        layer.trainable = True
    model.fit(images, labels, verbose=0)
    return model
