# about: asks the network for its last layer
code_layer = case.backbone.layers[-1].name
