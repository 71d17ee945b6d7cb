# about: keras.ops, a tuple of scalar tensors
# text: the type of the numbers is left open
def what_arrives(model, images):
    from keras import ops
    first = list(filter(lambda layer: layer.count_params() > 0, model.layers))[0]
    x = keras.Model(model.input, first.input)(ops.convert_to_tensor(images, dtype="float32"))
    return ops.min(x), ops.max(x)
