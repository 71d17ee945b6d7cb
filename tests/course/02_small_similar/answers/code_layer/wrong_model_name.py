# about: the name of the whole network
# says: which is no layer's name
code_layer = case.backbone.name
