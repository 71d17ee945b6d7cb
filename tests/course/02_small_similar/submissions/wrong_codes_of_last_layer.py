"""
kind = "wrong"
about = "Takes the last layer's codes, whichever layer is asked for."

[fails]
test_codes_shape = "Found an array of shape (6, 8)"
test_codes_values = "a row a picture, a number a channel of 'conv_"
"""

# %% cnn_codes
def cnn_codes(backbone, layer_name, images):
    return backbone.predict(images, verbose=0).mean(axis=(1, 2))
