# about: the layer itself in place of its name
code_layer = case.backbone.layers[-1]
