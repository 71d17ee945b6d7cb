"""
kind = "wrong"
about = "Returns nothing; stops at the first layer; keeps the input's size; a flat list; a softmax."

[fails]
test_at_size = "Found None where a Keras model was expected"
test_at_size_runs = "Found None where a Keras model was expected"
test_map_size = "each pooling halves"
test_map_size_any = "Of "
test_to_convolutions = "height and width of the input are None"
test_crop_scores = "Found an array of shape (15, 3)"
test_crop_scores_any = "with a stride of 3"
test_scores = "the mean over the positions"
test_scores_values = "Your numbers are off"
"""

# %% at_size
def at_size(model, height, width):
    copy = keras.models.clone_model(model, input_tensors=keras.Input((height, width, 3)))
    copy.set_weights(model.get_weights())

# %% map_size
def map_size(pixels, layers):
    for kernel, stride, padding in layers:
        if padding == "same":
            return -(-pixels // stride)
        return max((pixels - kernel) // stride + 1, 0)

# %% to_convolutions
def to_convolutions(model):
    flatten = [layer for layer in model.layers if isinstance(layer, keras.layers.Flatten)][0]
    x, window = flatten.input, flatten.input.shape[1:3]
    for layer in model.layers[model.layers.index(flatten) + 1 :]:
        kernel, bias = layer.get_weights()
        convolution = keras.layers.Conv2D(layer.units, window, activation=layer.activation)
        x = convolution(x)
        convolution.set_weights([kernel.reshape(*window, -1, layer.units), bias])
        window = (1, 1)
    return keras.Model(model.input, x)

# %% crop_scores
def crop_scores(model, picture, size, stride):
    tops = range(0, picture.shape[0] - size + 1, stride)
    lefts = range(0, picture.shape[1] - size + 1, stride)
    crops = [picture[y : y + size, x : x + size] for y in tops for x in lefts]
    return model.predict(np.stack(crops), verbose=0)

# %% scores_by_position
def scores_by_position(model, images):
    maps = keras.Model(model.input, model.layers[-2].input).predict(images, verbose=0)
    kernel, bias = model.layers[-1].get_weights()
    return keras.ops.softmax(maps @ kernel + bias)
