"""Layers by index and name, and cuts by index, name and share."""

import keras
import pytest

from tlkit.core.layers import check_flat, find_cut, find_layer


@pytest.mark.parametrize(
    ("layer", "index"), [(0, 0), (5, 5), (-1, 5), (-6, 0), ("pool", 3), ("image", 0)]
)
def test_a_layer_is_found_by_index_and_name(chain, layer, index):
    assert find_layer(chain, layer) == index


def test_a_layer_is_found_by_itself(chain):
    assert find_layer(chain, chain.get_layer("flatten")) == 4


@pytest.mark.parametrize("index", [6, -7])
def test_an_index_out_of_range_is_told_the_range(chain, index):
    expected = rf"layer index is {index}, but chain has 6 layers \(0 to 5, or -6 to -1\)"
    with pytest.raises(ValueError, match=expected):
        find_layer(chain, index)


def test_an_unknown_name_is_told_what_comes_close(chain):
    with pytest.raises(ValueError, match="chain has no layer 'clases'; did you mean 'classes'"):
        find_layer(chain, "clases")


def test_an_unknown_name_like_no_other_is_sent_to_the_table(chain):
    with pytest.raises(ValueError, match=r"no layer 'xyz'; see tlkit.layer_table\(model\)"):
        find_layer(chain, "xyz")


def test_the_layer_of_another_model_is_refused(chain):
    with pytest.raises(ValueError, match="'stranger' is not one of the layers of chain"):
        find_layer(chain, keras.layers.Dense(1, name="stranger"))


@pytest.mark.parametrize("layer", [True, None, 1.5, [0]])
def test_what_names_no_layer_is_refused(chain, layer):
    with pytest.raises(TypeError, match="is not a layer index, name or layer"):
        find_layer(chain, layer)


@pytest.mark.parametrize(
    ("where", "after", "cut"),
    [
        (150, True, 150),
        (-2, False, 309),
        (311, True, 311),
        ("mixed4", True, 133),
        ("mixed4", False, 101),  # the block, not the layer that joins its branches
        (0.0, True, 0),
        (0.5, True, 165),  # 155.5 lies nearer to 165 than to 133
        (1.0, True, 311),
    ],
)
def test_a_cut_is_found_by_index_block_and_share(nets, where, after, cut):
    assert find_cut(nets("InceptionV3"), where, after=after) == cut


@pytest.mark.parametrize(("after", "cut"), [(False, 1), (True, 2)])
def test_a_cut_is_found_by_the_name_of_a_layer(chain, after, cut):
    assert find_cut(chain, "conv", after=after) == cut


def test_a_layer_itself_stands_for_no_block(nets):
    model = nets("InceptionV3")
    assert find_cut(model, model.get_layer("mixed4"), after=False) == 132


@pytest.mark.parametrize("share", [-0.1, 1.5, float("nan")])
def test_a_share_out_of_range_is_told_the_range(chain, share):
    with pytest.raises(
        ValueError, match=r"is not a share of the layers; a share runs from 0.0 to 1"
    ):
        find_cut(chain, share, after=True)


def test_a_cut_by_an_unknown_name_is_told_the_blocks_that_come_close(nets):
    with pytest.raises(ValueError, match="no layer 'block6'; did you mean 'block5'"):
        find_cut(nets("VGG16"), "block6", after=True)


def test_a_model_inside_a_model_is_refused(chain):
    outer = keras.Model(chain.inputs, chain(chain.inputs[0]), name="outer")
    with pytest.raises(ValueError, match="outer holds the model 'chain' as one of its layers"):
        check_flat(outer)


def test_a_small_sequential_counts_as_a_layer():
    image = keras.Input((8, 8, 3))
    stem = keras.Sequential([keras.layers.Conv2D(2, 3)])
    assert check_flat(keras.Model(image, stem(image))) is None


def test_a_sequential_with_batch_normalisation_is_refused():
    image = keras.Input((8, 8, 3))
    stem = keras.Sequential([keras.layers.BatchNormalization()], name="stem")
    with pytest.raises(ValueError, match="holds the model 'stem'"):
        check_flat(keras.Model(image, stem(image)))


def test_an_unbuilt_model_is_refused():
    with pytest.raises(ValueError, match="waiting is a subclassed or unbuilt model"):
        check_flat(keras.Sequential([keras.layers.Dense(2)], name="waiting"))


def test_a_subclassed_model_is_refused():
    class Own(keras.Model):
        pass

    with pytest.raises(ValueError, match="own is a subclassed or unbuilt model"):
        check_flat(Own(name="own"))


def test_what_is_no_model_is_refused():
    with pytest.raises(TypeError, match=r"expected a keras.Model, got Dense"):
        check_flat(keras.layers.Dense(2))
