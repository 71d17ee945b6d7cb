"""
kind = "wrong"
about = "Resizes the picture instead; forgets strides; pads; crops side by side; a sum, no mean."

[fails]
test_at_size_runs = "on the whole picture as it is"
test_map_size_any = "does not leave 2 of 2 positions"
test_to_convolutions = "at its own size there is one position"
test_to_convolutions_any = "a network for 22×14 pixels has one position there"
test_crop_scores = "Found an array of shape"
test_crop_scores_any = ""
test_scores = "the mean over the positions"
test_scores_values = "Your numbers are off"
test_map_size = "a stride of 2, padded"
"""

# %% at_size
def at_size(model, height, width):
    image = keras.Input((height, width, 3))
    return keras.Model(image, model(keras.layers.Resizing(*model.input_shape[1:3])(image)))

# %% map_size
def map_size(pixels, layers):
    for kernel, stride, padding in layers:
        if padding == "valid":
            pixels = max((pixels - kernel) // stride + 1, 0)
    return pixels

# %% to_convolutions
def to_convolutions(model):
    image = x = keras.Input((None, None, 3))
    window = (1, 1)
    for layer in model.layers[1:]:
        if isinstance(layer, keras.layers.Flatten):
            window = layer.input.shape[1:3]
        elif isinstance(layer, keras.layers.Dense):
            kernel, bias = layer.get_weights()
            convolution = keras.layers.Conv2D(
                layer.units, window, activation=layer.activation, padding="same"
            )
            x = convolution(x)
            convolution.set_weights([kernel.reshape(*window, -1, layer.units), bias])
            window = (1, 1)
        else:
            x = layer(x)
    return keras.Model(image, x)

# %% crop_scores
def crop_scores(model, picture, size, stride):
    tops = range(0, picture.shape[0] - size + 1, size)
    lefts = range(0, picture.shape[1] - size + 1, size)
    crops = [picture[y : y + size, x : x + size] for y in tops for x in lefts]
    return model.predict(np.stack(crops), verbose=0).reshape(len(tops), len(lefts), -1)

# %% scores_by_position
def scores_by_position(model, images):
    maps = keras.Model(model.input, model.layers[-2].input).predict(images, verbose=0)
    kernel, bias = model.layers[-1].get_weights()
    return (maps @ kernel + bias) / (maps.shape[1] * maps.shape[2])
