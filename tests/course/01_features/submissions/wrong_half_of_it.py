"""
kind = "wrong"
about = "From 0 to 255 for each filter, no bias, all pictures, the whole layer, one step only."

[fails]
test_pictures = "the weakest weight of filter 5"
test_pictures_any = "0 becomes 127.5"
test_answers = "count by hand"
test_answers_any = "Each filter adds its bias, too"
test_maps = "end the model at the layer that is asked for"
test_maps_any = "Found an array of shape"
test_favourites = "the two strongest are asked for"
test_favourites_any = "as many pictures as are asked for"
test_patches_any = "places only: take them from many different places"
test_climb = "computed anew where the last step ended"
test_climb_any = "this is the share of the climb that your steps make"
"""

# %% filter_pictures
def filter_pictures(kernel):
    filters = np.moveaxis(kernel, -1, 0)
    low, high = filters.min(axis=(1, 2, 3), keepdims=True), filters.max(axis=(1, 2, 3), keepdims=True)
    return 255 * (filters - low) / (high - low)

# %% filter_answers
def filter_answers(patch, kernel, bias):
    return np.maximum(np.tensordot(patch, kernel, axes=3), 0)

# %% feature_maps
def feature_maps(model, layer_name, images):
    until = keras.Model(model.input, model.get_layer(layer_name).output)
    return until.predict(images, verbose=0).mean(axis=(1, 2))

# %% favourites
def favourites(maps, filter, count):
    return np.argsort(-maps[..., filter].max(axis=(1, 2)))

# %% centred_patches
def centred_patches(image, side, count, seed):
    patch = image[:side, :side].reshape(1, -1).astype(float)
    return np.repeat(patch - patch.mean(), count, axis=0)

# %% climb
def climb(model, layer_name, filter, image, steps=20, size=5.0):
    until = keras.Model(model.input, model.get_layer(layer_name).output)
    uphill = with_gradients(lambda images: keras.ops.mean(until(images)[..., filter]))
    images = np.asarray(image, "float32")[np.newaxis]
    gradient = np.asarray(uphill(images)[1])
    return np.clip(images + size * gradient / np.sqrt(np.mean(gradient**2)), 0, 255)[0]
