"""
kind = "wrong"
about = "Scales each colour of a filter by itself; scales pixels; returns answers for indices, weakest first; keeps the mean."

[fails]
test_pictures = "Picture 5 does not show filter 5"
test_pictures_any = "Each colour of a filter is scaled by itself"
test_maps_any = "The pixels are scaled twice"
test_favourites = "The strongest comes first"
test_favourites_any = "The strongest comes first"
test_patches = "take each patch's own mean away"
test_patches_any = "Each row still has its mean"
test_climb = "One step changes nothing"
test_climb_any = "One step leaves the picture as it was"
"""

# %% filter_pictures
def filter_pictures(kernel):
    filters = np.moveaxis(kernel, -1, 0)
    return 127.5 + 127.5 * filters / np.abs(filters).max(axis=(1, 2), keepdims=True)

# %% feature_maps
def feature_maps(model, layer_name, images):
    until = keras.Model(model.input, model.get_layer(layer_name).output)
    return until.predict(images / 127.5 - 1, verbose=0)

# %% favourites
def favourites(maps, filter, count):
    answers = maps[..., filter].max(axis=(1, 2))
    return np.argsort(answers)[-count:]

# %% centred_patches
def centred_patches(image, side, count, seed):
    from sklearn.feature_extraction.image import extract_patches_2d

    patches = extract_patches_2d(image, (side, side), max_patches=count, random_state=seed)
    return patches.reshape(count, -1).astype(float)

# %% climb
def climb(model, layer_name, filter, image, steps=20, size=5.0):
    return image
