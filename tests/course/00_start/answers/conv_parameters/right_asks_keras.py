# about: builds the convolution and lets Keras count
# text: how the number is found is left open
def conv_parameters(side, channels, filters):
    conv = keras.layers.Conv2D(filters, side)
    conv.build((None, side, side, channels))
    return conv.count_params()
