"""Small classifiers of every form that can slide over an image, and images for them."""

import keras
import numpy as np
from keras import layers

from tlkit.models.heads import add_head


def pixels(*shape: int) -> np.ndarray:
    return np.random.default_rng(0).integers(0, 256, (*shape, 3)).astype("float32")


def predict(model: keras.Model, images: np.ndarray) -> np.ndarray:
    return np.asarray(keras.ops.convert_to_numpy(model(images, training=False)))


def small_body(padding: str = "same", size: tuple = (16, 20)) -> keras.Model:
    """Three small convolutions, strides 1, 2 and 1, and scaling among the operations."""
    keras.utils.set_random_seed(0)
    image = keras.Input((*size, 3))
    x = layers.Conv2D(4, 3, padding=padding, activation="relu")(image / 127.5 - 1)
    x = layers.Conv2D(6, 2, strides=2, padding="valid", activation="relu")(x)
    x = layers.BatchNormalization()(x)
    return keras.Model(image, layers.Conv2D(8, 3, padding=padding, activation="relu")(x))


def classifier(*head: layers.Layer, padding: str = "same") -> keras.Model:
    body = small_body(padding)
    classes = body.output
    for layer in head:
        classes = layer(classes)
    return keras.Model(body.input, classes, name="net")


def small_vgg(padding: str = "same") -> keras.Model:
    x = [layers.Conv2D(4, 3, padding=padding, activation="relu"), layers.MaxPooling2D(2)]
    head = [layers.Flatten(), layers.Dense(7, activation="relu"), layers.Dense(6, "relu")]
    return classifier(*x, *head, layers.Dense(5, "softmax"), padding=padding)


def headed(pooling: str, padding: str = "same", **options) -> keras.Model:
    return add_head(small_body(padding), 5, pooling=pooling, seed=1, **options)


def normalised(padding: str = "same") -> keras.Model:
    vector = [layers.GlobalAveragePooling2D(), layers.LayerNormalization(axis=1)]
    hidden = [layers.Dense(7), layers.BatchNormalization(axis=1), layers.LeakyReLU()]
    model = classifier(
        *vector, *hidden, layers.Dense(5, use_bias=False), layers.Softmax(axis=1), padding=padding
    )
    rng = np.random.default_rng(1)
    moved = [weight + rng.uniform(0, 0.5, weight.shape) for weight in model.get_weights()]
    model.set_weights(moved)
    return model


def convolved(padding: str = "same") -> keras.Model:
    """As MobileNet's own top: pooling, a 1×1 convolution, and a softmax as a layer."""
    top = [layers.GlobalAveragePooling2D(keepdims=True), layers.Dropout(0.1), layers.Conv2D(5, 1)]
    return classifier(*top, layers.Reshape((5,)), layers.Activation("softmax"), padding=padding)


def sequential(padding: str = "same") -> keras.Model:
    model = keras.Sequential([keras.Input((16, 20, 3)), layers.Rescaling(1 / 255)])
    model.add(layers.Conv2D(4, 3, strides=2, padding=padding))
    model.add(layers.Flatten())
    model.add(layers.Dense(5, activation="sigmoid"))
    return model


MODELS = {
    "VGG's form": small_vgg,
    "flatten": lambda padding="same": headed("flatten", padding),
    "flatten, hidden": lambda padding="same": headed("flatten", padding, dense=(7, 6), dropout=0.5),
    "average": lambda padding="same": headed("avg", padding),
    "average, hidden": lambda padding="same": headed("avg", padding, dense=7),
    "maximum": lambda padding="same": headed("max", padding, activation=None),
    "normalised": normalised,
    "convolution": convolved,
    "sequential": sequential,
}
