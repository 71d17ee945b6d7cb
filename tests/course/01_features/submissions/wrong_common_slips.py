"""
kind = "wrong"
about = "One scale for all, no ReLU, the last layer, weakest first, one mean for all, downhill."

[fails]
test_pictures = "each filter by itself"
test_pictures_any = "All filters are scaled by one number; each should reach"
test_answers = "A ReLU gives no negative answers"
test_answers_any = "What is below zero should become zero: the ReLU"
test_maps = "end the model at the layer that is asked for"
test_maps_any = "this is the layer 'conv_"
test_favourites = "the two strongest are asked for"
test_favourites_any = "The strongest comes first"
test_patches = "take each patch's own mean away"
test_patches_any = "less its own mean"
test_climb = "Where does the gradient point"
test_climb_any = "One step goes downhill: the gradient is added"
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
