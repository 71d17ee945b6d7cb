"""
kind = "wrong"
about = "Preprocesses the pictures, though the network does that itself."

[fails]
test_codes_values = "The pixels are scaled before the network, which scales them"
"""

# %% cnn_codes
def cnn_codes(backbone, layer_name, images):
    images = keras.applications.mobilenet.preprocess_input(images.astype("float32"))
    model = keras.Model(backbone.input, backbone.get_layer(layer_name).output)
    return model.predict(images, verbose=0).mean(axis=(1, 2))
