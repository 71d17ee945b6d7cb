# about: one picture after the other, a list of rows
# text: rows in a list: "(n, channels)" does not say an array
def cnn_codes(backbone, layer_name, images):
    part = keras.Model(backbone.input, backbone.get_layer(layer_name).output)
    codes = []
    for image in images:
        maps = np.asarray(part(np.asarray(image[None], dtype="float32"), training=False))[0]
        codes.append([float(maps[:, :, c].mean()) for c in range(maps.shape[-1])])
    return codes
