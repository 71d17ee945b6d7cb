# about: one loop for both steps, with named metrics
# text: "If you add metrics, name them"
def two_steps(model, images, labels):
    for everything in (False, True):
        for layer in model.layers if everything else model.layers[:-1]:
            layer.trainable = everything
        model.compile("sgd", "sparse_categorical_crossentropy", metrics=["accuracy"])
        model.fit(images, labels, verbose=0)
    return model
