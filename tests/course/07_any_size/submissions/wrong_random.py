"""
kind = "wrong"
about = "Forgets the weights; knows no padding; reshapes channels first; misses the last crop; no bias."

[fails]
test_at_size = "the new layers begin with random weights"
test_at_size_runs = "all layers as they were"
test_map_size = "each pooling halves"
test_map_size_any = "does not leave 0 of 1 positions"
test_to_convolutions = "at its own size it should answer as before"
test_to_convolutions_any = "a network for 22×14 pixels, at its own size"
test_crop_scores = "Found an array of shape (4, 2, 3)"
test_crop_scores_any = "7 down, 7 across"
test_scores = "the mean over the positions"
test_scores_values = "bias is missing"
"""

# %% at_size
def at_size(model, height, width):
    return keras.models.clone_model(model, input_tensors=keras.Input((height, width, 3)))

# %% map_size
def map_size(pixels, layers):
    for kernel, stride, padding in layers:
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
            convolution = keras.layers.Conv2D(layer.units, window, activation=layer.activation)
            x = convolution(x)
            kernel = kernel.reshape(-1, *window, layer.units).transpose(1, 2, 0, 3)
            convolution.set_weights([kernel, bias])
            window = (1, 1)
        else:
            x = layer(x)
    return keras.Model(image, x)

# %% crop_scores
def crop_scores(model, picture, size, stride):
    tops = range(0, picture.shape[0] - size, stride)
    lefts = range(0, picture.shape[1] - size, stride)
    crops = [picture[y : y + size, x : x + size] for y in tops for x in lefts]
    return model.predict(np.stack(crops), verbose=0).reshape(len(tops), len(lefts), -1)

# %% scores_by_position
def scores_by_position(model, images):
    maps = keras.Model(model.input, model.layers[-2].input).predict(images, verbose=0)
    return maps @ model.layers[-1].get_weights()[0]
