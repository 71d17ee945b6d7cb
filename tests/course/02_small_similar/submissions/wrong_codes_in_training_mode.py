"""
kind = "wrong"
about = "Runs the network in training mode, so that batch normalisation looks at the batch."

[fails]
test_codes_values = "The network runs in training mode; codes are taken in infere"
test_codes_alone = "inference mode"
"""

# %% cnn_codes
def cnn_codes(backbone, layer_name, images):
    model = keras.Model(backbone.input, backbone.get_layer(layer_name).output)
    return np.mean(model(images.astype("float32"), training=True), axis=(1, 2))
