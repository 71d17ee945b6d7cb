"""Clean cuts, and what a layer gives in the graph of a model."""

import keras

from tlkit.core.graph import clean_cuts


def test_in_a_chain_every_cut_is_clean(chain):
    assert clean_cuts(chain) == list(range(7))


def test_operations_that_are_no_layers_count_as_edges():
    image = keras.Input((4,))
    x = keras.layers.Dense(4)(image * 2 - 1)  # layer 1
    y = keras.layers.Dense(4)(keras.layers.Dense(4)(x))  # layers 2 and 3, beside x
    z = keras.layers.Dense(4)(x + y)  # layer 4
    assert clean_cuts(keras.Model(image, z)) == [0, 1, 2, 4, 5]


def test_two_outputs_leave_no_clean_cut_between_them():
    image = keras.Input((4,))
    first = keras.layers.Dense(2)(image)
    second = keras.layers.Dense(2)(first)
    assert clean_cuts(keras.Model(image, [first, second])) == [0, 1, 2, 3]


def test_inception_is_clean_around_its_mixed_layers_alone(nets):
    cuts = [cut for cut in clean_cuts(nets("InceptionV3")) if cut > 18]
    assert cuts == [41, 64, 87, 101, 133, 165, 197, 229, 249, 280, 311]
