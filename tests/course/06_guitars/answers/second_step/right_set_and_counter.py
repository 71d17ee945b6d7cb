# about: compares by identity with a set of the frozen layers, prints what trains, returns the model
# text: returning is not forbidden
def second_step(model, first=150):
    frozen = {id(layer) for layer in model.layers[:first]}
    model.trainable = False
    model.trainable = True
    for layer in model.layers:
        layer.trainable = id(layer) not in frozen
    print(sum(layer.trainable for layer in model.layers), "layers train")
    opt = keras.optimizers.SGD()
    opt.learning_rate = 0.0001
    opt.momentum = 0.9
    model.compile(opt, loss="sparse_categorical_crossentropy", metrics=["accuracy"])
    return model
