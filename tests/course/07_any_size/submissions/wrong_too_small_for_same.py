"""
kind = "wrong"
about = "Says that a padded kernel finds no place either; window turned round; resizes pictures to the old size."

[fails]
test_at_size_runs = "on the whole picture as it is"
test_map_size_any = "does not leave 0 of 1 positions"
test_to_convolutions_any = "are height and width of the first kernel in order"
test_crop_scores = "5 down, 3 across"
test_crop_scores_any = "with a stride of 3: 7 down, 7 across"
test_scores = "at each of the 8×6 positions"
test_scores_values = "the last feature maps have"
"""

# %% at_size
def at_size(model, height, width):
    image = keras.Input((height, width, 3))
    copy = keras.models.clone_model(model)
    copy.set_weights(model.get_weights())
    return keras.Model(image, copy(keras.layers.Resizing(*model.input_shape[1:3])(image)))

# %% map_size
def map_size(pixels, layers):
    for kernel, stride, padding in layers:
        if pixels < kernel:
            return 0
        if padding == "same":
            pixels = -(-pixels // stride)
        else:
            pixels = (pixels - kernel) // stride + 1
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
            convolution = keras.layers.Conv2D(layer.units, window, activation=layer.activation)
            x = convolution(x)
            kernel = kernel.reshape(window[1], window[0], -1, layer.units)
            convolution.set_weights([kernel.reshape(convolution.kernel.shape) if window[0] == window[1]
                                     else kernel.transpose(1, 0, 2, 3), bias])
            window = (1, 1)
        else:
            x = layer(x)
    return keras.Model(image, x)

# %% crop_scores
def crop_scores(model, picture, size, stride):
    crops = [
        picture[y : y + size, x : x + size]
        for y in range(0, picture.shape[0], stride)
        for x in range(0, picture.shape[1], stride)
    ]
    crops = [crop for crop in crops if crop.shape == (size, size, 3)]
    return model.predict(np.stack(crops), verbose=0)

# %% scores_by_position
def scores_by_position(model, images):
    maps = keras.Model(model.input, model.layers[-2].input).predict(images, verbose=0)
    kernel, bias = model.layers[-1].get_weights()
    return (maps @ kernel + bias).transpose(0, 2, 1, 3)
