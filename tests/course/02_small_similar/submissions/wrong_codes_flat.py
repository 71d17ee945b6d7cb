"""
kind = "wrong"
about = "Flattens the feature map instead of averaging over it."

[fails]
test_codes_shape = "average over height and width"
test_codes_values = "Found an array of shape"
"""

# %% cnn_codes
def cnn_codes(backbone, layer_name, images):
    model = keras.Model(backbone.input, backbone.get_layer(layer_name).output)
    return model.predict(images, verbose=0).reshape(len(images), -1)
