"""One object is cached per model, under the last key, for as long as the model lives."""

import gc
import weakref

import keras

from tlkit.core.per_model import PerModel


def model():
    return keras.Sequential([keras.Input((2,)), keras.layers.Dense(2)])


def test_an_object_is_made_once_for_each_key_in_a_row():
    cache = PerModel()
    made = []
    one = model()
    other = model()

    def make():
        made.append(object())
        return made[-1]

    first = cache.get(one, "a", make)
    assert cache.get(one, "a", make) is first
    assert cache.get(other, "a", make) is not first
    assert cache.get(one, "b", make) is not first
    assert cache.get(one, "a", make) is not first  # only the last key is kept
    assert len(made) == 4


def test_the_model_is_let_go():
    cache = PerModel()
    one = model()
    cache.get(one, "a", object)
    gone = weakref.ref(one)
    del one
    gc.collect()
    assert gone() is None
