# about: each switch on, then off, so that it reaches every layer at any depth; throws an old training step away
# text: "after it, no training step may change anything": also not the step of an earlier compile
def freeze_all(model):
    for layer in model._flatten_layers():
        layer.trainable = True
        layer.trainable = False
    model.train_function = None
