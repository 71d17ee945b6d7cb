# about: all sublayers at any depth, one line
def freeze_all(model):
    for layer in model._flatten_layers(include_self=True, recursive=True): layer.trainable = False
