# about: a loop that keeps the last layer with relu in its name
code_layer = None
for layer in case.backbone.layers:
    if layer.name.endswith("relu"):
        code_layer = layer.name
print(code_layer)
