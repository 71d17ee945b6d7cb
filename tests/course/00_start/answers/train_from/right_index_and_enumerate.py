# about: the position of the name, then a comparison of indices; returns the model
# text: a return value is not forbidden
def train_from(model, layer_name):
    names = [each.name for each in model.layers]
    first = len(names) if layer_name is None else names.index(layer_name)
    model.trainable = True
    for i, layer in enumerate(model.layers):
        layer.trainable = i >= first
    return model
