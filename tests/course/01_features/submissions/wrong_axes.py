"""
kind = "wrong"
about = "Axes in the wrong place: filters last, sums over too little, means for maxima, not flat."

[fails]
test_pictures = "the filters come first"
test_pictures_any = "Found an array of shape"
test_answers = "add up over height, width and colours"
test_answers_any = "Found an array of shape"
test_maps_any = "first; the network scales them itself"
test_favourites_any = "A picture counts by the largest number of its map, not by th"
test_patches = "a row a patch"
test_patches_any = "a row a patch"
test_climb = "return one picture"
test_climb_any = "return one picture"
"""

# %% filter_pictures
def filter_pictures(kernel):
    largest = np.abs(kernel).max(axis=(0, 1, 2), keepdims=True)
    return 127.5 + 127.5 * kernel / largest

# %% filter_answers
def filter_answers(patch, kernel, bias):
    return np.maximum((patch[..., np.newaxis] * kernel).sum(axis=(0, 1)) + bias, 0)

# %% feature_maps
def feature_maps(model, layer_name, images):
    until = keras.Model(model.input, model.get_layer(layer_name).output)
    return until.predict(images / 255, verbose=0)

# %% favourites
def favourites(maps, filter, count):
    return np.argsort(-maps[..., filter].mean(axis=(1, 2)))[:count]

# %% centred_patches
def centred_patches(image, side, count, seed):
    from sklearn.feature_extraction.image import extract_patches_2d

    patches = extract_patches_2d(image, (side, side), max_patches=count, random_state=seed)
    return patches - patches.mean(axis=(1, 2, 3), keepdims=True)

# %% climb
def climb(model, layer_name, filter, image, steps=20, size=5.0):
    until = keras.Model(model.input, model.get_layer(layer_name).output)
    uphill = with_gradients(lambda images: keras.ops.mean(until(images)[..., filter]))
    images = np.asarray(image, "float32")[np.newaxis]
    for _ in range(steps):
        gradient = np.asarray(uphill(images)[1])
        images = np.clip(images + size * gradient / np.sqrt(np.mean(gradient**2)), 0, 255)
    return images
