"""
kind = "right"
about = "Calls tlkit wherever it does the same; windows by NumPy."
"""

# %% at_size
def at_size(model, height, width):
    image = keras.Input(shape=(height, width, 3), name="image")
    copy = keras.models.clone_model(model, input_tensors=image)
    for new, old in zip(copy.layers, model.layers):
        new.set_weights(old.get_weights())
    return copy

# %% map_size
def map_size(pixels, layers):
    import math

    n = pixels
    for k, s, p in layers:
        n = math.ceil(n / s) if p == "same" else math.floor((n - k) / s) + 1
        if n <= 0:
            return 0
    return n

# %% to_convolutions
def to_convolutions(model):
    return tlkit.to_fully_convolutional(model)

# %% crop_scores
def crop_scores(model, picture, size, stride):
    windows = np.lib.stride_tricks.sliding_window_view(picture, (size, size), axis=(0, 1))
    windows = np.moveaxis(windows[::stride, ::stride], 2, -1)
    rows, columns = windows.shape[:2]
    said = model(windows.reshape(rows * columns, size, size, 3), training=False)
    return np.asarray(said).reshape(rows, columns, -1)

# %% scores_by_position
def scores_by_position(model, images):
    return tlkit.class_map(model, images).scores
