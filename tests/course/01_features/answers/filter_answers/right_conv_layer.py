# about: asks a Conv2D of Keras with these weights, on a batch of one patch; a tensor comes out
# text: the type of the result is left open
def filter_answers(patch, kernel, bias):
    height, width, channels, n = kernel.shape
    conv = keras.layers.Conv2D(n, (height, width), activation="relu")
    conv.build((None, height, width, channels))
    conv.set_weights([kernel, bias])
    return conv(np.asarray(patch, "float32")[None])[0, 0, 0]
