"""
kind = "right"
about = "In loops, by hand, with lists instead of arrays."
"""

# %% filter_pictures
def filter_pictures(kernel):
    pictures = []
    for i in range(kernel.shape[3]):
        weights = kernel[:, :, :, i]
        scale = max(weights.max(), -weights.min())
        pictures.append((weights / scale + 1) / 2 * 255)
    return pictures

# %% filter_answers
def filter_answers(patch, kernel, bias):
    answers = []
    for i in range(len(bias)):
        total = bias[i]
        for row in range(kernel.shape[0]):
            for column in range(kernel.shape[1]):
                for colour in range(3):
                    total += patch[row, column, colour] * kernel[row, column, colour, i]
        answers.append(total if total > 0 else 0.0)
    return answers

# %% feature_maps
def feature_maps(model, layer_name, images):
    for layer in model.layers:
        if layer.name == layer_name:
            return keras.Model(model.inputs, layer.output)(np.array(images, dtype="float32"))

# %% favourites
def favourites(maps, filter, count):
    best = []
    for index, picture in enumerate(maps):
        best.append((float(np.max(picture[:, :, filter])), index))
    return [index for answer, index in sorted(best, reverse=True)][:count]

# %% centred_patches
def centred_patches(image, side, count, seed):
    rng = np.random.default_rng(seed)
    rows = []
    while len(rows) < count:
        top = rng.integers(image.shape[0] - side + 1)
        left = rng.integers(image.shape[1] - side + 1)
        patch = image[top : top + side, left : left + side].astype(float)
        rows.append((patch - patch.mean()).flatten())
    return np.array(rows)

# %% climb
def climb(model, layer_name, filter, image, steps=20, size=5.0):
    until = keras.Model(model.input, model.get_layer(layer_name).output)

    def excitement(x):
        return keras.ops.mean(until(x)[:, :, :, filter])

    x = keras.ops.convert_to_tensor(image[None].astype("float32"))
    for step in range(steps):
        value, gradient = with_gradients(excitement)(x)
        gradient = gradient / keras.ops.sqrt(keras.ops.mean(gradient**2) + 1e-12)
        x = keras.ops.clip(x + size * gradient, 0, 255)
    return x[0]
