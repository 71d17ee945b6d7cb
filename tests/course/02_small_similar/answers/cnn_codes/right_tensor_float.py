# about: called in inference mode, averaged with keras.ops; a tensor comes out
# text: the type of the result is left open
def cnn_codes(backbone, layer_name, images):
    ops = keras.ops
    until = keras.Model(backbone.input, backbone.get_layer(layer_name).output)
    return ops.mean(ops.mean(until(ops.cast(images, "float32"), training=False), axis=2), axis=1)
