"""The study of transferability on a toy network, judged by plain Keras and by its weights."""

import json

import keras
import numpy as np
import pytest

from tlkit.experiments import transfer_study as study
from tlkit.experiments.transfer_study import copy_layers, transfer_study

CUT = 4  # of the toy network: where n = 1 ends


def task(seed):
    """Dark images and bright ones, with noise: 16 to train on, 8 to test on."""
    random = np.random.default_rng(seed)
    labels = np.arange(24) % 2
    images = random.integers(0, 200, (24, 6, 6, 3)) + 50 * labels[:, None, None, None]
    images = images.astype("uint8")
    return (images[:16], labels[:16]), (images[16:], labels[16:])


TASK_A = task(1)
TASK_B = task(2)


def network(seed, **compile_options):
    """Three layers with a kernel (at 2, 5 and 7); batch normalisation goes with the first."""
    keras.utils.set_random_seed(seed)
    model = keras.Sequential(
        [
            keras.layers.Rescaling(1 / 255),
            keras.layers.Conv2D(3, 3, activation="relu"),
            keras.layers.BatchNormalization(),
            keras.layers.Flatten(),
            keras.layers.Dense(4, activation="relu"),
            keras.layers.Dropout(0.2),
            keras.layers.Dense(2),
        ],
        name="toy",
    )
    model.build((None, 6, 6, 3))
    loss = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
    model.compile(**({"optimizer": "sgd", "loss": loss, "run_eagerly": True} | compile_options))
    return model


class Builder:
    """A builder that remembers what it built, by seed and in order."""

    def __init__(self):
        self.built = []

    def __call__(self, seed):
        self.built.append((seed, model := network(seed)))
        return model

    def with_seed(self, seed):
        return [model for own, model in self.built if own == seed]


def run(build=network, **options):
    options = {"n": [1], "seeds": [0], "epochs": 2, "batch_size": 8} | options
    return transfer_study(build, TASK_A, TASK_B, **options)


def weights(layers):
    return [array for layer in layers for array in layer.get_weights()]


def same(one, other):
    return all(np.array_equal(a, b) for a, b in zip(one, other, strict=True))


@pytest.fixture(scope="module")
def finished(tmp_path_factory):
    """A study with n = 1 and one seed: its table, folder, and networks by treatment."""
    build = Builder()
    folder = tmp_path_factory.mktemp("finished")
    table = run(build, folder=folder)
    trained = dict(zip(("scratch", *study.TREATMENTS), build.with_seed(0)[2:], strict=True))
    return table, folder, trained


def donor(folder, task):
    model = network(0)
    model.load_weights(folder / f"donor-{task}-seed0.weights.h5")
    return model


def test_the_table_has_a_row_for_each_treatment_and_n(finished):
    table, _, _ = finished
    assert list(table["treatment"]) == ["scratch", "BnB", "BnB+", "AnB", "AnB+"]
    assert list(table["n"]) == [0, 1, 1, 1, 1]
    assert list(table["runs"]) == [1] * 5


@pytest.mark.parametrize("treatment", ["scratch", *study.TREATMENTS])
def test_the_accuracy_is_that_of_plain_evaluation_on_task_b(finished, treatment):
    table, _, trained = finished
    images, labels = TASK_B[1]
    model = trained[treatment]
    model.compile(metrics=["sparse_categorical_accuracy"])
    expected = model.evaluate(images, labels, verbose=0)[1]
    assert table.set_index("treatment").loc[treatment, "mean"] == pytest.approx(expected)


def test_scratch_is_plain_training_with_the_same_seed(finished):
    _, _, trained = finished
    model = network(0)
    keras.utils.set_random_seed(0)
    model.fit(*TASK_B[0], epochs=2, batch_size=8, verbose=0)
    assert same(weights([model]), weights([trained["scratch"]]))


@pytest.mark.parametrize("source", ["A", "B"])
def test_frozen_layers_and_their_statistics_stay_those_of_the_donor(finished, source):
    _, folder, trained = finished
    kept = trained[f"{source}nB"].layers[:CUT]
    assert same(weights(kept), weights(donor(folder, source).layers[:CUT]))


@pytest.mark.parametrize("treatment", study.TREATMENTS)
def test_all_other_layers_train(finished, treatment):
    _, folder, trained = finished
    first = 0 if treatment.endswith("+") else CUT
    before = network(0)  # the layers that are not kept start as `build` draws them
    copy_layers(donor(folder, treatment[0]), before, 1)
    pairs = zip(weights(before.layers[first:]), weights(trained[treatment].layers[first:]))  # noqa: B905
    assert all(np.any(start != end) for start, end in pairs)


def test_the_donors_learned_their_own_task(finished):
    _, folder, _ = finished
    trained = [donor(folder, source) for source in "AB"]
    assert not same(*map(weights, ([trained[0]], [trained[1]])))
    assert not same(weights([trained[0]]), weights([network(0)]))


def test_copied_weights_equal_the_donors_and_the_rest_stays():
    source = network(1)
    model = network(2)
    kept = copy_layers(source, model, 1)
    assert kept == model.layers[:CUT]
    assert same(weights(kept), weights(source.layers[:CUT]))
    assert same(weights(model.layers[CUT:]), weights(network(2).layers[CUT:]))


def test_no_layers_may_be_copied():
    assert not any(layer.weights for layer in study.copy_layers(network(0), network(1), 0))


@pytest.mark.parametrize("n", [-1, 3])
def test_layers_that_cannot_be_copied_are_refused(n):
    with pytest.raises(ValueError, match=rf"n is {n}, but toy has 3 layers with a kernel"):
        study.copy_layers(network(0), network(1), n)


def test_a_finished_study_trains_nothing(finished, monkeypatch):
    table, folder, _ = finished
    monkeypatch.setattr(keras.Model, "fit", None)
    assert run(folder=folder).equals(table)


def copied(folder, tmp_path):
    for path in folder.iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    return tmp_path


@pytest.mark.parametrize("damage", ["", '{"accur'], ids=["deleted", "damaged"])
def test_a_lost_result_alone_is_computed_again_and_is_the_same(finished, tmp_path, damage):
    table, folder, _ = finished
    lost = copied(folder, tmp_path) / "AnB-n1-seed0.json"
    lost.write_text(damage) if damage else lost.unlink()
    build = Builder()
    assert run(build, folder=tmp_path).equals(table)
    seeds = [seed for seed, _ in build.built]
    assert seeds[:4] == [0, 0, 1, 0] and len(seeds) == 5  # 3 to check, 1 to train, donor A to load
    assert json.loads(lost.read_text())["treatment"] == "AnB"


def test_a_study_may_grow(finished, tmp_path):
    _, folder, _ = finished
    build = Builder()
    table = run(build, folder=copied(folder, tmp_path), n=[1, 2])
    assert len(build.with_seed(0)) == 2 + 4  # to check, and the four of n = 2
    assert list(table["runs"]) == [1] * 9
    assert list(table["n"]) == [0, *[1, 2] * 4]


def test_mean_and_spread_are_over_the_seeds(finished, tmp_path):
    _, folder, _ = finished
    copied(folder, tmp_path)
    for path in tmp_path.glob("*-seed0.json"):
        path.write_text('{"accuracy": 0.25}')
        path.with_name(path.name.replace("seed0", "seed1")).write_text('{"accuracy": 0.75}')
    table = run(folder=tmp_path, seeds=[0, 1])
    assert set(table["mean"]) == {0.5}
    assert set(table["std"]) == {np.std([0.25, 0.75], ddof=1)}


def test_ctrl_c_loses_no_finished_run(finished, tmp_path, monkeypatch):
    table, _, _ = finished
    fit = keras.Model.fit
    calls = []

    def interrupted(*arguments, **options):
        calls.append(1)
        if len(calls) == 4:  # scratch, donor B and BnB are done
            raise KeyboardInterrupt
        return fit(*arguments, **options)

    monkeypatch.setattr(keras.Model, "fit", interrupted)
    with pytest.raises(KeyboardInterrupt):
        run(folder=tmp_path)
    names = {path.name for path in tmp_path.iterdir()}
    results = {"scratch-n0-seed0.json", "BnB-n1-seed0.json"}
    assert names == {"study.txt", "donor-B-seed0.weights.h5", *results}
    assert run(folder=tmp_path).equals(table)
    assert len(calls) == 4 + 4  # BnB+, donor A, AnB and AnB+


def test_without_a_folder_nothing_is_kept(finished, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert run().equals(finished[0])
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "other",
    [
        {"epochs": 3},
        {"batch_size": 4},
        {"build": lambda seed: network(seed, optimizer="adam")},
        {"build": lambda seed: network(seed + 1)},
    ],
    ids=["epochs", "batches", "optimiser", "weights"],
)
def test_a_folder_with_another_study_is_refused(finished, other):
    _, folder, _ = finished
    with pytest.raises(ValueError, match="holds a study of other images, another network, oth"):
        run(folder=folder, **other)


def test_a_folder_with_other_images_is_refused(finished):
    _, folder, _ = finished
    with pytest.raises(ValueError, match="holds a study of other images"):
        transfer_study(network, TASK_B, TASK_B, epochs=2, batch_size=8, folder=folder)


def uncompiled(seed):
    keras.utils.set_random_seed(seed)
    return keras.Sequential([keras.Input((6, 6, 3)), keras.layers.Flatten(), keras.layers.Dense(2)])


def shallow(seed):
    model = uncompiled(seed)
    model.compile("sgd", "mse")
    return model


ONE = network(0)


@pytest.mark.parametrize(
    ("build", "message"),
    [
        (uncompiled, "not compiled; call model.compile in build"),
        (shallow, "has fewer than 2 layers with a kernel: none can be kept"),
        (lambda seed: ONE, "gave one model twice"),
        (lambda seed: network(np.random.randint(1000)), "two with different weights"),
        (lambda seed: network(0), r"build\(0\) and build\(1\) gave the same weights, so that no"),
    ],
    ids=["uncompiled", "shallow", "same", "random", "without the seed"],
)
def test_a_network_that_cannot_be_studied_is_refused(build, message):
    with pytest.raises(ValueError, match=message):
        run(build)


def test_what_is_no_model_is_refused():
    with pytest.raises(TypeError, match=r"expected a keras.Model, got NoneType"):
        run(lambda seed: None)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"n": [1, 3]}, "n is 3, but toy has 3 layers with a kernel, of which 1 to 2 can be kept"),
        ({"n": [0]}, r"n is \[0\]; expected integers from 1"),
        ({"n": []}, r"n is \[\]; expected integers from 1"),
        ({"seeds": 3}, "seeds is 3; expected integers from 0, such as"),
        ({"seeds": [0.5]}, r"seeds is \[0.5\]; expected integers"),
        ({"epochs": 0}, "epochs is 0 and batch_size 8; expected 1 or more"),
    ],
    ids=["n too large", "n 0", "no n", "seeds no list", "seed no integer", "epochs"],
)
def test_numbers_out_of_range_are_refused(options, message):
    with pytest.raises(ValueError, match=message):
        run(**options)


@pytest.mark.parametrize(
    ("task_b", "message"),
    [
        (TASK_B[0], "task_b is not a pair of training and test images; pass"),
        ((TASK_B[0], (TASK_B[1][0] / 255, TASK_B[1][1])), "they were scaled before"),
        ((TASK_B[0], (TASK_B[1][0], TASK_B[1][1][:5])), "8 codes but labels has shape"),
        (
            (TASK_B[0], (TASK_B[1][0], TASK_B[1][1] + 5)),
            "labels of task_b run from 5 to 6, but toy",
        ),
    ],
    ids=["no pair", "scaled", "lengths", "labels"],
)
def test_tasks_that_do_not_fit_are_refused(task_b, message):
    with pytest.raises(ValueError, match=message):
        transfer_study(network, TASK_A, task_b)
