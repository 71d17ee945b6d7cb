# about: only the switches of the layers go off, the model's own stays as it was
# text: "Freeze every layer": the model's own switch is not mentioned
def freeze_all(model):
    stack = list(model.layers)
    while stack:
        layer = stack.pop()
        stack.extend(getattr(layer, "layers", []))
        layer.trainable = False
