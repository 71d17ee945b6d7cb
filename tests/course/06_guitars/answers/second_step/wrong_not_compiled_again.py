# about: changes rate and momentum of the optimiser that is there, does not compile
# says: stays uncompiled
def second_step(model, first=150):
    for number, layer in enumerate(model.layers):
        layer.trainable = number >= first
    if model.compiled:
        model.optimizer.learning_rate = 1e-4
        model.optimizer.momentum = 0.9
