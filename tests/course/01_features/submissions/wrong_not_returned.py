"""
kind = "wrong"
about = "Computes everything, and forgets to return it or to keep it within bounds."

[fails]
test_pictures = "does the function return them?"
test_pictures_any = "does the function return them?"
test_answers = "does the function return them?"
test_answers_any = "does the function return them?"
test_maps = "does the function return them?"
test_maps_any = "does the function return them?"
test_favourites = "Found"
test_favourites_any = "Found"
test_patches = "a row a patch"
test_patches_any = "a row a patch"
test_climb = "Pixels stay from 0 to 255"
test_climb_any = "changes the picture by a root mean square of"
"""

# %% filter_pictures
def filter_pictures(kernel):
    filters = np.moveaxis(kernel, -1, 0)
    pictures = 127.5 + 127.5 * filters / np.abs(filters).max(axis=(1, 2, 3), keepdims=True)

# %% filter_answers
def filter_answers(patch, kernel, bias):
    print(np.maximum(np.tensordot(patch, kernel, axes=3) + bias, 0))

# %% feature_maps
def feature_maps(model, layer_name, images):
    maps = keras.Model(model.input, model.get_layer(layer_name).output).predict(images, verbose=0)

# %% favourites
def favourites(maps, filter, count):
    return np.sort(-maps[..., filter].max(axis=(1, 2)))[:count]

# %% centred_patches
def centred_patches(image, side, count, seed):
    from sklearn.feature_extraction.image import extract_patches_2d

    patches = extract_patches_2d(image.mean(axis=2), (side, side), max_patches=count, random_state=seed)
    rows = patches.reshape(count, -1)
    return rows - rows.mean(axis=1, keepdims=True)

# %% climb
def climb(model, layer_name, filter, image, steps=20, size=5.0):
    until = keras.Model(model.input, model.get_layer(layer_name).output)
    uphill = with_gradients(lambda images: keras.ops.mean(until(images)[..., filter]))
    images = np.asarray(image, "float32")[np.newaxis]
    for _ in range(3 * steps):
        gradient = np.asarray(uphill(images)[1])
        images = images + size * gradient / np.sqrt(np.mean(gradient**2))
    return images[0]
