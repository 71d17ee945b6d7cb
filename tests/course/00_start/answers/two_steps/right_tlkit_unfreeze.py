# about: tlkit's freeze and unfreeze, which ask for a compile
# text: nothing forbids the library's functions
def two_steps(model, images, labels):
    for layer in model.layers[:-1]:
        layer.trainable = False
    model.compile("sgd", "sparse_categorical_crossentropy")
    model.fit(images, labels, verbose=0)
    tlkit.unfreeze(model, batch_norm=True)
    model.compile("sgd", "sparse_categorical_crossentropy")
    model.fit(images, labels, verbose=0)
    return model
