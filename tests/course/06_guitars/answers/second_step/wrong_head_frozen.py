# about: freezes the classifier, "it has been trained in step one"
# says: should train. Set
def second_step(model, first=150):
    for layer in model.layers:
        layer.trainable = False
    for layer in model.layers[first:-3]:
        layer.trainable = True
    model.compile(keras.optimizers.SGD(1e-4, momentum=0.9), "sparse_categorical_crossentropy", metrics=["accuracy"])
