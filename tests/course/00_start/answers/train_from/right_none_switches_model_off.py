# about: for None also the model's own switch goes off; dropwhile for the rest; compiles
# text: "None freezes all layers": the model's own switch is not mentioned; compiling is not forbidden
def train_from(model, layer_name):
    from itertools import dropwhile
    model.trainable = True
    for layer in model.layers:
        layer.trainable = False
    for layer in dropwhile(lambda l: l.name != layer_name, model.layers):
        layer.trainable = True
    if layer_name is None:
        model.trainable = False
    print([layer.name for layer in model.layers if layer.trainable])
