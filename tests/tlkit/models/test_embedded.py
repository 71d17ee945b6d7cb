"""Each embedded network is built, loaded and pretrained from its one entry."""

import json

import keras
import pytest

from tlkit.data.drawn.compositions import CLASSES
from tlkit.models.backbones import load_backbone
from tlkit.models.demonstration import demonstration_network
from tlkit.models.embedded import EMBEDDED, weights_file


def load(name, **options):
    if name == "demonstration":
        return demonstration_network(**options)
    return load_backbone(name, **EMBEDDED[name].options, **options)


@pytest.mark.parametrize("name", EMBEDDED)
def test_weights_ship_with_the_log_of_their_pretraining(name):
    log = json.loads(weights_file(name).with_name(f"{name}.json").read_text())
    recipe = EMBEDDED[name].recipe
    assert (log["network"], log["epochs"]) == (name, recipe.epochs)
    assert log["classes"] == {question: CLASSES[question] for question in recipe.asked}


@pytest.mark.parametrize("name", EMBEDDED)
def test_each_is_loaded_at_its_own_size_and_answers_in_its_own_layers(name):
    network = load(name)
    assert network.input_shape[1:] == EMBEDDED[name].input_shape
    names = {layer.name for layer in network.layers}
    assert set(EMBEDDED[name].recipe.asked.values()) <= names
    random = load(name, weights=None, input_shape=EMBEDDED[name].input_shape)
    assert network.count_params() == random.count_params()


def test_each_is_a_network_of_keras_or_the_demonstration_network():
    assert [name for name in EMBEDDED if not hasattr(keras.applications, name)] == ["demonstration"]
