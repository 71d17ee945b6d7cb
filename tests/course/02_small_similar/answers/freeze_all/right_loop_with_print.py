# about: verbose loop by index with prints, and a helper that knows wrappers such as TimeDistributed
def freeze_all(model):
    """Freeze every layer of `model`, in place."""
    def off(layer):
        inner = list(getattr(layer, "layers", [])) + ([layer.layer] if hasattr(layer, "layer") else [])
        for each in inner:
            off(each)
        layer.trainable = False

    for index in range(len(model.layers)):
        off(model.layers[index])
    number = len(model.trainable_weights)
    print(f"{number} arrays of weights still train")
