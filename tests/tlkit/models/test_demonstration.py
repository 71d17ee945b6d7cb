"""The demonstration network: its sizes, and what it refuses."""

import pytest

from tlkit.models.demonstration import demonstration_network


def test_the_demonstration_network_takes_any_size_and_names_a_missing_file(tmp_path):
    small = demonstration_network(weights=None, input_shape=(32, 32, 3))
    large = demonstration_network(weights=None)
    large.set_weights(small.get_weights())
    with pytest.raises(FileNotFoundError, match="no weights file at"):
        demonstration_network(weights=tmp_path / "none.h5")


@pytest.mark.parametrize("shape", [(8, 32, 3), (32, 32, 1), (32, 32)])
def test_the_demonstration_network_refuses_what_is_no_image_for_it(shape):
    message = r"input_shape is .*; expected \(height, width, 3\), 16 pixels or more"
    with pytest.raises(ValueError, match=message):
        demonstration_network(weights=None, input_shape=shape)
