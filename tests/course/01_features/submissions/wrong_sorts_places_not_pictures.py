"""
kind = "wrong"
about = "Sorts all places of all pictures, so that one picture comes several times; scales each colour; reshapes for moving an axis."

[fails]
test_pictures = "Picture 5 does not show filter 5"
test_pictures_any = "`reshape` mixes the filters"
test_favourites = "Picture 1 comes twice"
test_favourites_any = "A picture comes more than once"
test_patches = "Each colour has lost its own mean"
test_patches_any = "Each colour has lost its own mean"
test_climb = "one step of size 1 has"
test_climb_any = "One step of size 4 changes the picture by"
"""

# %% filter_pictures
def filter_pictures(kernel):
    height, width, channels, count = kernel.shape
    filters = kernel.reshape(count, height, width, channels)
    return 127.5 + 127.5 * filters / np.abs(filters).max(axis=(1, 2, 3), keepdims=True)

# %% favourites
def favourites(maps, filter, count):
    answers = maps[..., filter]
    places = np.argsort(-answers, axis=None)[:count]
    return np.unravel_index(places, answers.shape)[0]

# %% centred_patches
def centred_patches(image, side, count, seed):
    from sklearn.feature_extraction.image import extract_patches_2d

    patches = extract_patches_2d(image, (side, side), max_patches=count, random_state=seed)
    patches = patches - patches.mean(axis=(1, 2), keepdims=True)
    return patches.reshape(count, -1)

# %% climb
def climb(model, layer_name, filter, image, steps=20, size=5.0):
    until = keras.Model(model.input, model.get_layer(layer_name).output)
    uphill = with_gradients(lambda images: keras.ops.mean(until(images)[..., filter]))
    images = np.asarray(image, "float32")[np.newaxis]
    for _ in range(steps):
        gradient = np.asarray(uphill(images)[1])
        images = np.clip(images + size * gradient / np.abs(gradient).max(), 0, 255)
    return images[0]
