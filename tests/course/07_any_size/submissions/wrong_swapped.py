"""
kind = "wrong"
about = "Width before height; rounds up; no activations; rows and columns exchanged; averages."

[fails]
test_at_size = "the input is height × width × 3"
test_at_size_runs = "height first"
test_map_size_any = "does not leave 1 of 1 positions"
test_to_convolutions = "at its own size it should answer as before"
test_to_convolutions_any = "are activations and biases kept"
test_crop_scores = "Found an array of shape (3, 5, 3)"
test_crop_scores_any = "with a stride of 3"
test_scores = "at each of the 8×6 positions"
test_scores_values = "expected"
test_map_size = "at 0, 2, 4 and 6"
"""

# %% at_size
def at_size(model, height, width):
    copy = keras.models.clone_model(model, input_tensors=keras.Input((width, height, 3)))
    copy.set_weights(model.get_weights())
    return copy

# %% map_size
def map_size(pixels, layers):
    for kernel, stride, padding in layers:
        if padding == "same":
            pixels = -(-pixels // stride)
        else:
            pixels = max(-(-(pixels - kernel) // stride) + 1, 0)
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
            convolution = keras.layers.Conv2D(layer.units, window)
            x = convolution(x)
            convolution.set_weights([kernel.reshape(*window, -1, layer.units), bias])
            window = (1, 1)
        else:
            x = layer(x)
    return keras.Model(image, x)

# %% crop_scores
def crop_scores(model, picture, size, stride):
    tops = range(0, picture.shape[0] - size + 1, stride)
    lefts = range(0, picture.shape[1] - size + 1, stride)
    crops = [picture[y : y + size, x : x + size] for x in lefts for y in tops]
    return model.predict(np.stack(crops), verbose=0).reshape(len(lefts), len(tops), -1)

# %% scores_by_position
def scores_by_position(model, images):
    return model.predict(images, verbose=0)
