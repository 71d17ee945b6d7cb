"""
kind = "right"
about = "tlkit, scikit-learn and TensorFlow where they can do it."
"""

# %% filter_pictures
def filter_pictures(kernel):
    image = keras.Input((*kernel.shape[:2], 3))
    layer = keras.layers.Conv2D(kernel.shape[-1], kernel.shape[:2], use_bias=False)
    model = keras.Model(image, layer(image))
    layer.set_weights([kernel])
    return tlkit.filter_images(model, -1)

# %% filter_answers
def filter_answers(patch, kernel, bias):
    answers = keras.ops.conv(patch[None].astype("float32"), kernel.astype("float32"))
    return keras.ops.relu(answers[0, 0, 0] + bias.astype("float32"))

# %% feature_maps
def feature_maps(model, layer_name, images):
    return tlkit.feature_maps(model, images, layer_name)

# %% favourites
def favourites(maps, filter, count):
    return np.max(maps, axis=(1, 2))[:, filter].argsort()[::-1][:count]

# %% centred_patches
def centred_patches(image, side, count, seed):
    from sklearn.feature_extraction.image import PatchExtractor
    from sklearn.preprocessing import StandardScaler

    extractor = PatchExtractor(patch_size=(side, side), max_patches=count, random_state=seed)
    rows = extractor.transform(image[None]).reshape(count, -1)
    return StandardScaler(with_std=False).fit_transform(rows.T).T

# %% climb
import tensorflow as tf

def climb(model, layer_name, filter, image, steps=20, size=5.0):
    until = tlkit.cut(model, layer_name)
    picture = tf.Variable(image[np.newaxis], dtype="float32")
    for _ in range(steps):
        with tf.GradientTape() as tape:
            excitement = tf.reduce_mean(until(picture)[..., filter])
        gradient = tape.gradient(excitement, picture)
        gradient *= size / tf.sqrt(tf.reduce_mean(gradient**2))
        picture.assign(tf.clip_by_value(picture + gradient, 0.0, 255.0))
    return picture.numpy()[0]
