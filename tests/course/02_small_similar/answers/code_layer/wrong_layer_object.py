# about: the layer itself in place of its name
# says: built=True>, which is no layer's name
code_layer = case.backbone.layers[-1]
