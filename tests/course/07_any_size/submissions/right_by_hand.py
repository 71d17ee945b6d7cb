"""
kind = "right"
about = "In its own way: a changed configuration, new layers instead of shared ones, a loop of crops."
"""

# %% at_size
def at_size(model, height, width):
    config = model.get_config()
    config["layers"][0]["config"]["batch_shape"] = (None, height, width, 3)
    copy = keras.Model.from_config(config)
    copy.set_weights(model.get_weights())
    return copy

# %% map_size
def map_size(pixels, layers):
    if not layers or pixels == 0:
        return pixels
    (kernel, stride, padding), *rest = layers
    if padding == "valid":
        return map_size(len(range(0, pixels - kernel + 1, stride)), rest)
    return map_size(len(range(0, pixels, stride)), rest)

# %% to_convolutions
def to_convolutions(model):
    x = image = keras.Input((None, None, 3))
    seen_flatten = False
    for layer in model.layers[1:]:
        if isinstance(layer, keras.layers.Flatten):
            seen_flatten = True
            height, width, channels = layer.input.shape[1:]
            continue
        if not seen_flatten:
            new = layer.__class__.from_config(layer.get_config())
            x = new(x)
            new.set_weights(layer.get_weights())
            continue
        new = keras.layers.Conv2D(
            filters=layer.units, kernel_size=(height, width), padding="valid",
            activation=layer.get_config()["activation"],
        )
        x = new(x)
        W, b = layer.get_weights()
        new.set_weights([np.reshape(W, (height, width, channels, layer.units)), b])
        height, width, channels = 1, 1, layer.units
    return keras.Model(inputs=image, outputs=x)

# %% crop_scores
def crop_scores(model, picture, size, stride):
    rows = []
    top = 0
    while top + size <= picture.shape[0]:
        row = []
        left = 0
        while left + size <= picture.shape[1]:
            crop = picture[top:top + size, left:left + size]
            row.append(model.predict_on_batch(crop[None])[0])
            left += stride
        rows.append(row)
        top += stride
    return np.array(rows)

# %% scores_by_position
def scores_by_position(model, images):
    pooling, dense = model.layers[-2:]
    point = keras.layers.Conv2D(dense.units, 1)
    everywhere = keras.Model(model.input, point(pooling.input))
    W, b = dense.get_weights()
    point.set_weights([W[None, None], b])
    return everywhere(images, training=False)
