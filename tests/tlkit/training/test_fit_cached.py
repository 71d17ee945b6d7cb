"""Training on activations that are computed once, judged by plain Keras."""

import keras
import numpy as np
import pytest
from small_net import IMAGES, LABELS, TRAIN, VALID, Augmented, build, compiled

from tlkit.training.fit_cached import fit_cached
from tlkit.training.stages import Stage, train_stages

pytestmark = pytest.mark.usefixtures("eager")


@pytest.mark.filterwarnings("ignore:.* falls inside block")
@pytest.mark.parametrize("from_layer", ["head", "block2", "block2_left_2", "block2_bn"])
def test_cached_training_ends_with_the_weights_of_plain_fit(graph, from_layer):
    # A bias before batch normalisation has gradient 0 but for rounding, which Adam would scale up:
    # on JAX, with its own epsilon, by more than the tolerance.
    plain, ours = (
        compiled(from_layer, keras.optimizers.Adam(epsilon=1e-4), dropout=0.3) for _ in range(2)
    )
    options = {"epochs": 2, "batch_size": 5, "verbose": 0}
    keras.utils.set_random_seed(3)
    expected = plain.fit(*TRAIN, validation_data=VALID, **options)
    keras.utils.set_random_seed(3)
    history = fit_cached(ours, *TRAIN, validation_data=VALID, **options)
    for right, weight in zip(plain.get_weights(), ours.get_weights(), strict=True):
        np.testing.assert_allclose(weight, right, atol=1e-6)
    for name, values in expected.history.items():
        np.testing.assert_allclose(history.history[name], values, atol=1e-5)
    np.testing.assert_allclose(ours(IMAGES), plain(IMAGES), atol=1e-5)


def test_activations_on_disk_train_the_same(graph):
    plain, ours = (compiled("block2") for _ in range(2))
    options = {"epochs": 2, "batch_size": 5, "shuffle": False, "verbose": 0}
    plain.fit(*TRAIN, validation_data=VALID, **options)
    fit_cached(ours, *TRAIN, validation_data=VALID, memory_limit=0, **options)
    for right, weight in zip(plain.get_weights(), ours.get_weights(), strict=True):
        np.testing.assert_allclose(weight, right, atol=1e-6)


def test_nothing_stays_on_disk(tmp_path, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    fit_cached(compiled("block2"), *TRAIN, memory_limit=0, verbose=0)
    assert not list(tmp_path.iterdir())


def test_optimizer_and_history_are_those_of_the_model():
    model = compiled("head")
    optimizer = model.optimizer
    history = fit_cached(model, *TRAIN, epochs=2, batch_size=4, verbose=0)
    assert model.history is history
    assert model.optimizer is optimizer
    assert int(optimizer.iterations) == 2 * 4


def test_training_goes_on_with_plain_fit_as_if_it_had_been_plain(graph):
    plain, ours = (compiled("block2") for _ in range(2))
    options = {"epochs": 2, "batch_size": 5, "shuffle": False, "verbose": 0}
    plain.fit(*TRAIN, **options)
    fit_cached(ours, *TRAIN, **options)
    for model in (plain, ours):
        model.fit(*TRAIN, **options)
    for right, weight in zip(plain.get_weights(), ours.get_weights(), strict=True):
        np.testing.assert_allclose(weight, right, atol=1e-6)


def test_callbacks_are_given_the_whole_model():
    class Watch(keras.callbacks.Callback):
        def on_epoch_end(self, epoch, logs=None):
            self.seen = self.model(IMAGES)
            self.model.stop_training = True

    model = compiled("head")
    watch = Watch()
    history = fit_cached(model, *TRAIN, epochs=5, callbacks=[watch], verbose=0)
    assert len(history.epoch) == 1
    np.testing.assert_allclose(watch.seen, model(IMAGES), atol=1e-6)


class Passes(keras.callbacks.Callback):
    """Counts the batches that go through the frozen part."""

    count = 0

    def on_predict_batch_end(self, batch, logs=None):
        self.count += 1


@pytest.mark.filterwarnings("ignore:.* falls inside block")
@pytest.mark.parametrize("from_layer", ["head", "block2_left_2"])
def test_kept_activations_are_used_again_and_train_the_same(from_layer, tmp_path):
    options = {"batch_size": 5, "shuffle": False, "verbose": 0}
    expected = compiled(from_layer)
    fit_cached(expected, *TRAIN, **options)
    for passes in (4 + 2, 0):  # 16 images to train and 6 to validate, then none
        ours = compiled(from_layer)
        watch = Passes()
        kept = {"callbacks": [watch], "cache": tmp_path}
        fit_cached(ours, *TRAIN, validation_data=VALID, **kept, **options)
        assert watch.count == passes
        for right, weight in zip(expected.get_weights(), ours.get_weights(), strict=True):
            np.testing.assert_allclose(weight, right, atol=1e-6)


def test_other_frozen_weights_find_no_activations_of_these(tmp_path):
    for factor in (1, 2):
        model = compiled("head")
        watch = Passes()
        model.layers[2].set_weights([factor * w for w in model.layers[2].get_weights()])
        fit_cached(model, *TRAIN, callbacks=[watch], cache=tmp_path, verbose=0)
        assert watch.count == 1


def test_activations_above_the_limit_are_not_kept(tmp_path):
    fit_cached(compiled("head"), *TRAIN, memory_limit=0, cache=tmp_path, verbose=0)
    assert list(tmp_path.iterdir()) == []


def test_stages_keep_their_activations_where_they_are_told_to(tmp_path):
    train_stages(build(), TRAIN, VALID, [Stage("head")], cache=tmp_path, verbose=0)
    assert list(tmp_path.iterdir())


def test_verbose_0_prints_nothing(capsys):
    fit_cached(compiled("head"), *TRAIN, verbose=0)
    assert "".join(capsys.readouterr()) == ""


def test_a_model_that_is_not_compiled_is_refused():
    with pytest.raises(ValueError, match=r"small is not compiled; call model.compile\(optimizer"):
        fit_cached(build(), *TRAIN)


def test_labels_that_do_not_match_are_refused():
    with pytest.raises(ValueError, match="16 images, but 15 labels; give each image one"):
        fit_cached(compiled("head"), IMAGES[:16], LABELS[:15])


def test_validation_labels_that_do_not_match_are_refused():
    with pytest.raises(ValueError, match="6 images, but 5 labels"):
        fit_cached(compiled("head"), *TRAIN, validation_data=(VALID[0], VALID[1][:5]))


def test_validation_data_with_weights_is_refused():
    with pytest.raises(ValueError, match="validation_data has 3 parts; expected images and lab"):
        fit_cached(compiled("head"), *TRAIN, validation_data=(*VALID, np.ones(len(VALID[1]))))


def test_an_empty_set_is_refused():
    with pytest.raises(ValueError, match="there is no image in it"):
        fit_cached(compiled("head"), IMAGES[:0], LABELS[:0])


def test_a_batch_size_of_0_is_refused():
    with pytest.raises(ValueError, match="batch_size is 0; expected 1 or more"):
        fit_cached(compiled("head"), *TRAIN, batch_size=0)


def test_images_that_may_be_augmented_are_refused():
    with pytest.raises(TypeError, match="images is a Augmented, whose images may differ"):
        fit_cached(compiled("head"), Augmented(), LABELS)


def test_a_model_with_nothing_frozen_is_refused():
    with pytest.raises(ValueError, match="small has no frozen layers before those that train"):
        fit_cached(compiled(None), *TRAIN)
