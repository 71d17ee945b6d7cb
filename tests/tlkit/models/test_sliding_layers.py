"""Each layer of a classifier, applied to maps, equals itself at every position."""

import keras
import numpy as np
import pytest

from tlkit.core.graph import nodes
from tlkit.models.sliding_layers import slid

layers = keras.layers
MAPS = np.random.default_rng(0).normal(size=(2, 5, 6, 3)).astype("float32")


def at_every_position(layer, window):
    """The layer called on each window of MAPS, (n, rows, columns, ...)."""
    rows = 5 - window[0] + 1
    columns = 6 - window[1] + 1
    return np.stack(
        [
            [
                layer(MAPS[:, r : r + window[0], c : c + window[1]].reshape(2, -1))
                for c in range(columns)
            ]
            for r in range(rows)
        ]
    ).transpose(2, 0, 1, 3)


@pytest.mark.parametrize("window", [(1, 1), (2, 3)])
def test_a_dense_layer_is_a_convolution_with_the_window_as_its_kernel(window):
    dense = layers.Dense(4, activation="relu")
    vector = keras.Input((window[0] * window[1] * 3,))
    model = keras.Model(vector, dense(vector), name="net")
    image = keras.Input((None, None, 3))
    (call,) = [node for node in nodes(model) if node.operation is dense]
    maps, after = slid(model, call, image, window, True)
    assert after == (1, 1)
    np.testing.assert_allclose(
        keras.ops.convert_to_numpy(keras.Model(image, maps)(MAPS)),
        at_every_position(dense, window),
        atol=1e-5,
    )


def test_a_layer_that_mixes_positions_is_refused():
    vector = keras.Input((4,))
    mixing = layers.UnitNormalization(name="unit")
    model = keras.Model(vector, mixing(vector), name="net")
    (call,) = [node for node in nodes(model) if node.operation is mixing]
    with pytest.raises(ValueError, match=r"net has the layer 'unit' .* where it cannot slide"):
        slid(model, call, keras.Input((None, None, 4)), (2, 2), True)
