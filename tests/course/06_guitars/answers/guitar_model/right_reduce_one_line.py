# about: compact: functools.reduce over the layers
def guitar_model(backbone, num_classes):
    from functools import reduce
    L = keras.layers
    return keras.Model(backbone.inputs, reduce(lambda x, f: f(x), (L.GlobalAvgPool2D(), L.Dense(1024, "relu"), L.Dense(num_classes, "softmax")), backbone.outputs[0]))
