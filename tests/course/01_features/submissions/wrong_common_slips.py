"""
kind = "wrong"
about = "One scale for all, no ReLU, the last layer, weakest first, one mean for all, downhill."

[fails]
test_pictures = "each filter by itself"
test_pictures_any = "divide each filter by its own largest weight"
test_answers = "A ReLU gives no negative answers"
test_answers_any = "below zero becomes zero"
test_maps = "end the model at the layer that is asked for"
test_maps_any = "take the layer that is asked for"
test_favourites = "strongest first"
test_favourites_any = "the strongest comes first"
test_patches = "take each patch's own mean away"
test_patches_any = "less its own mean"
test_climb = "add the gradient"
test_climb_any = "climb for the filter"
"""

# %% filter_pictures
def filter_pictures(kernel):
    filters = np.moveaxis(kernel, -1, 0)
    return 127.5 + 127.5 * filters / np.abs(filters).max()

# %% filter_answers
def filter_answers(patch, kernel, bias):
    return np.tensordot(patch, kernel, axes=3) + bias

# %% feature_maps
def feature_maps(model, layer_name, images):
    return model.predict(images, verbose=0)

# %% favourites
def favourites(maps, filter, count):
    return np.argsort(maps[..., filter].max(axis=(1, 2)))[:count]

# %% centred_patches
def centred_patches(image, side, count, seed):
    from sklearn.feature_extraction.image import extract_patches_2d

    patches = extract_patches_2d(image, (side, side), max_patches=count, random_state=seed)
    rows = patches.reshape(count, -1).astype("float64")
    return rows - rows.mean()

# %% climb
def climb(model, layer_name, filter, image, steps=20, size=5.0):
    until = keras.Model(model.input, model.get_layer(layer_name).output)
    uphill = with_gradients(lambda images: keras.ops.mean(until(images)[..., filter]))
    images = np.asarray(image, "float32")[np.newaxis]
    for _ in range(steps):
        gradient = np.asarray(uphill(images)[1])
        images = images - size * gradient / (np.sqrt(np.mean(gradient**2)) + 1e-9)
        images = np.clip(images, 0, 255)
    return images[0]
