# about: lets Keras compute the shape of each layer, where anything fits
# text: no formula of its own; early return
def map_size(pixels, layers):
    size = int(pixels)
    for kernel, stride, padding in layers:
        if size < 1 or (padding == "valid" and kernel > size):
            return 0
        layer = keras.layers.MaxPooling1D(int(kernel), strides=int(stride), padding=padding)
        size = layer.compute_output_shape((None, size, 1))[1]
    return size
