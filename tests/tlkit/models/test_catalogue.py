"""The catalogue of networks is what Keras Applications builds."""

import keras
import pytest

from tlkit.models.catalogue import describe, networks


@pytest.mark.parametrize(
    ("name", "options"),
    [("MobileNet", {"alpha": 0.25}), ("VGG16", {}), ("MobileNetV3Small", {"alpha": 1.0})],
)
@pytest.mark.filterwarnings("ignore:`input_shape` is undefined")
def test_the_table_is_fresh(name, options):
    row = next(x for x in networks() if (x["name"], x["options"]) == (name, options))
    assert describe(name, **options) == row
    plain = getattr(keras.applications, name)(include_top=False, weights=None, **options)
    assert (row["layers"], row["parameters"]) == (len(plain.layers), plain.count_params())
