"""
kind = "wrong"
about = "Absolute weights, ReLU before the bias, filter 0 always, uncentred, a climb for all filters."

[fails]
test_pictures = "Picture 5 does not show filter 5"
test_pictures_any = "0 becomes 127.5"
test_answers = "A ReLU gives no negative answers"
test_answers_any = "The ReLU comes last, after the bias is added"
test_maps_any = "this is the layer 'conv_"
test_favourites = "the two strongest are asked for"
test_favourites_any = "strongest, in order"
test_patches = "take each patch's own mean away"
test_patches_any = "less its own mean"
test_climb = "along this filter's gradient"
test_climb_any = "One step does not follow the gradient of this filter's mean:"
"""

# %% filter_pictures
def filter_pictures(kernel):
    filters = np.abs(np.moveaxis(kernel, -1, 0))
    return 255 * filters / filters.max(axis=(1, 2, 3), keepdims=True)

# %% filter_answers
def filter_answers(patch, kernel, bias):
    return np.maximum(np.tensordot(patch, kernel, axes=3), 0) + bias

# %% feature_maps
def feature_maps(model, layer_name, images):
    until = keras.Model(model.input, model.get_layer("conv2" if layer_name == "conv2" else "conv_1").output)
    return until.predict(images, verbose=0)

# %% favourites
def favourites(maps, filter, count):
    return np.argsort(-maps.max(axis=(1, 2, 3)))[:count]

# %% centred_patches
def centred_patches(image, side, count, seed):
    from sklearn.feature_extraction.image import extract_patches_2d

    patches = extract_patches_2d(image, (side, side), max_patches=count, random_state=seed)
    return patches.reshape(count, -1) / 255

# %% climb
def climb(model, layer_name, filter, image, steps=20, size=5.0):
    until = keras.Model(model.input, model.get_layer(layer_name).output)
    uphill = with_gradients(lambda images: keras.ops.mean(until(images)))
    images = np.asarray(image, "float32")[np.newaxis]
    for _ in range(steps):
        gradient = np.asarray(uphill(images)[1])
        images = np.clip(images + size * gradient / np.sqrt(np.mean(gradient**2)), 0, 255)
    return images[0]
