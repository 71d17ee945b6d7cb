"""
kind = "wrong"
about = "Computes the codes and forgets to return them."

[fails]
test_codes_shape = "does the function return them?"
test_codes_values = "does the function return them?"
test_codes_alone = "numbers"
"""

# %% cnn_codes
def cnn_codes(backbone, layer_name, images):
    model = keras.Model(backbone.input, backbone.get_layer(layer_name).output)
    codes = model.predict(images, verbose=0).mean(axis=(1, 2))
