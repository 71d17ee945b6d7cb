# about: the first layer whose name has relu in it
code_layer = next(layer.name for layer in case.backbone.layers if "relu" in layer.name)
