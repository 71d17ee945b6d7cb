# about: keras.ops only, a tensor comes out
# text: the type of the result is left open
def filter_pictures(kernel):
    from keras import ops
    kernel = ops.convert_to_tensor(kernel, "float32")
    scaled = kernel / ops.max(ops.abs(kernel), axis=[0, 1, 2])
    return ops.transpose((scaled + 1) * 127.5, (3, 0, 1, 2))
