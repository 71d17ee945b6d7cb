"""
kind = "right"
about = "The old layers inside a new model, convolutions from weights by hand, one crop at a time, a loop over positions."
"""

# %% at_size
def at_size(model, height, width):
    any_size = keras.models.clone_model(model, input_tensors=keras.Input((None, None, 3)))
    any_size.set_weights(model.get_weights())
    image = keras.Input((height, width, 3))
    return keras.Model(image, any_size(image))

# %% map_size
def map_size(pixels, layers):
    for kernel, stride, padding in layers:
        starts = range(0, pixels if padding == "same" else pixels - kernel + 1, stride)
        pixels = len(starts)
    return pixels

# %% to_convolutions
def to_convolutions(model):
    kinds = [type(layer).__name__ for layer in model.layers]
    flat = kinds.index("Flatten")
    copies = [type(layer).from_config(layer.get_config()) for layer in model.layers[1:flat]]
    body = keras.Sequential([keras.Input((None, None, 3)), *copies])
    for copy, layer in zip(copies, model.layers[1:flat]):
        copy.set_weights(layer.get_weights())
    shape = model.layers[flat].input.shape[1:]
    head = keras.Sequential([keras.Input((None, None, shape[-1]))])
    for number, layer in enumerate(model.layers[flat + 1 :]):
        head.add(keras.layers.Conv2D(layer.units, (1, 1) if number else shape[:2], activation=layer.activation))
        kernel, bias = layer.get_weights()
        head.layers[-1].set_weights([kernel.reshape(head.layers[-1].kernel.shape), bias])
    image = keras.Input((None, None, 3))
    return keras.Model(image, head(body(image)))

# %% crop_scores
def crop_scores(model, picture, size, stride):
    down = 1 + (picture.shape[0] - size) // stride
    across = 1 + (picture.shape[1] - size) // stride
    answers = [[None] * across for _ in range(down)]
    for i in range(down):
        for j in range(across):
            crop = picture[stride * i :, stride * j :][:size, :size]
            answers[i][j] = model(crop[None].astype("float32"))[0].numpy().tolist()
    return answers

# %% scores_by_position
def scores_by_position(model, images):
    maps = keras.Model(model.inputs, model.layers[-2].input)(images)
    n, height, width, _ = maps.shape
    dense = model.layers[-1]
    rows = [keras.ops.stack([dense(maps[:, i, j]) for j in range(width)], axis=1) for i in range(height)]
    return keras.ops.stack(rows, axis=1)
