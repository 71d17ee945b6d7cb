"""
kind = "wrong"
about = "A copy that cannot train; sizes below zero; new weights; every pixel a crop; a wrong layer."

[fails]
test_at_size_runs = "The new network does not train"
test_map_size_any = "does not leave -1 of 1 positions"
test_to_convolutions = "at its own size it should answer as before"
test_to_convolutions_any = "a network for 22×14 pixels, at its own size"
test_crop_scores = "Found an array of shape (17, 9, 3)"
test_crop_scores_any = "with a stride of 3"
test_scores = ""
test_scores_values = ""
test_map_size = "a kernel of 7 does not fit on 5"
"""

# %% at_size
def at_size(model, height, width):
    copy = keras.models.clone_model(model, input_tensors=keras.Input((height, width, 3)))
    copy.set_weights(model.get_weights())
    for layer in copy.layers:
        layer.trainable = False
    return copy

# %% map_size
def map_size(pixels, layers):
    for kernel, stride, padding in layers:
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
            x = keras.layers.Conv2D(layer.units, window, activation=layer.activation)(x)
            window = (1, 1)
        else:
            x = layer(x)
    return keras.Model(image, x)

# %% crop_scores
def crop_scores(model, picture, size, stride):
    tops = range(0, picture.shape[0] - size + 1)
    lefts = range(0, picture.shape[1] - size + 1)
    crops = [picture[y : y + size, x : x + size] for y in tops for x in lefts]
    return model.predict(np.stack(crops), verbose=0).reshape(len(tops), len(lefts), -1)

# %% scores_by_position
def scores_by_position(model, images):
    maps = keras.Model(model.input, model.layers[-1].input).predict(images, verbose=0)
    kernel, bias = model.layers[-1].get_weights()
    return maps @ kernel + bias
