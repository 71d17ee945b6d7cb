"""Networks whose layers, cuts and blocks are known."""

import keras
import pytest

FAMILIES = {
    "MobileNet": {"alpha": 0.25, "input_shape": (32, 32, 3)},
    "MobileNetV2": {"alpha": 0.35, "input_shape": (32, 32, 3)},
    "InceptionV3": {"input_shape": (75, 75, 3)},
    "VGG16": {"input_shape": (32, 32, 3)},
    "ResNet50": {"input_shape": (32, 32, 3)},
    "EfficientNetB0": {"input_shape": (32, 32, 3)},
}


@pytest.fixture(scope="module")
def nets():
    """All families, each built once, when first asked for."""
    built = {}

    def net(name):
        if name not in built:
            build = getattr(keras.applications, name)
            built[name] = build(weights=None, include_top=False, **FAMILIES[name])
        return built[name]

    return net


@pytest.fixture(scope="module")
def chain():
    """Input, convolution, normalisation, pooling, Flatten, dense: indices 0 to 5."""
    image = keras.Input((8, 8, 3), name="image")
    x = keras.layers.Conv2D(2, 3, name="conv")(image)
    x = keras.layers.BatchNormalization(name="bn")(x)
    x = keras.layers.MaxPooling2D(name="pool")(x)
    x = keras.layers.Flatten(name="flatten")(x)
    return keras.Model(image, keras.layers.Dense(2, name="classes")(x), name="chain")
