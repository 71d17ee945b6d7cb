"""
kind = "right"
about = "Pictures rounded to uint8, as pictures elsewhere are; models around models; sets and heaps."
"""

# %% filter_pictures
def filter_pictures(kernel):
    pictures = [127.5 * (1 + f / np.abs(f).max()) for f in np.moveaxis(kernel, 3, 0)]
    return np.round(pictures).astype("uint8")

# %% filter_answers
def filter_answers(patch, kernel, bias):
    layer = keras.layers.Conv2D(kernel.shape[-1], kernel.shape[:2], activation="relu")
    model = keras.Sequential([keras.Input(patch.shape), layer, keras.layers.Flatten()])
    layer.set_weights([kernel, bias])
    return model(patch[None])[0]

# %% feature_maps
def feature_maps(model, layer_name, images):
    image = keras.Input(model.input.shape[1:])
    until = keras.Model(model.input, model.get_layer(layer_name).output)
    return keras.Model(image, until(image)).predict(images, batch_size=8)

# %% favourites
import heapq

def favourites(maps, filter, count):
    answers = {index: maps[index, ..., filter].max() for index in range(len(maps))}
    return np.array(heapq.nlargest(count, answers, key=answers.get), dtype="int32")

# %% centred_patches
def centred_patches(image, side, count, seed):
    windows = np.lib.stride_tricks.sliding_window_view(image, (side, side, 3)).reshape(-1, side**2 * 3)
    rows = np.random.RandomState(seed).permutation(windows)[:count]
    return [row - row.mean() for row in rows]

# %% climb
def climb(model, layer_name, filter, image, steps=20, size=5.0):
    layer = model.get_layer(layer_name)
    until = keras.Model(model.inputs, layer.output)
    for _ in range(steps):
        _, gradient = with_gradients(lambda x: keras.ops.mean(until(x[None])[..., filter]))(image)
        gradient = keras.ops.convert_to_numpy(gradient)
        image = np.clip(image + size * gradient / np.std([gradient, -gradient]), 0, 255)
    return image
