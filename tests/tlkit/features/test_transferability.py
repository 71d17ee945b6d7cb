"""Distances and estimates, judged by their definitions written out, and by known values."""

import itertools

import keras
import numpy as np
import pytest
from scipy.optimize import minimize
from scipy.stats import multivariate_normal, norm

from tlkit.data.drawn.fractals import fractal_images
from tlkit.features.transferability import dataset_distance, energy_coefficient, leep, logme

IMAGES = np.random.default_rng(0).integers(0, 256, (12, 8, 8, 3)).astype("uint8")


@pytest.fixture(scope="module")
def backbone():
    keras.utils.set_random_seed(0)
    image = keras.Input((8, 8, 3))
    x = keras.layers.Rescaling(1 / 255)(image)
    x = keras.layers.Conv2D(6, 3, activation="relu", name="first")(x)
    return keras.Model(image, keras.layers.Conv2D(4, 3, activation="relu", name="second")(x))


def distance(backbone, a, b, **options):
    return dataset_distance(backbone, a, b, cache=False, **options)


def points(n, centre=0.0, channels=3, seed=0):
    return np.random.default_rng(seed).normal(centre, size=(n, channels))


def test_the_distance_is_the_definition_written_out():
    a, b = points(5), points(7, centre=1, seed=1)
    between = np.mean([np.linalg.norm(x - y) for x, y in itertools.product(a, b)])
    within = [
        np.mean([np.linalg.norm(x - y) for x, y in itertools.combinations(one, 2)])
        for one in (a, b)
    ]
    expected = (2 * between - sum(within)) / (2 * between)
    assert energy_coefficient(a, b) == pytest.approx(expected)


@pytest.mark.parametrize("shift", [1.0, 3.0])
def test_the_distance_of_two_normal_distributions_is_the_known_one(shift):
    between = 2 * norm.pdf(shift / 2**0.5) * 2**0.5 + shift * (1 - 2 * norm.cdf(-shift / 2**0.5))
    expected = 1 - 2 / np.pi**0.5 / between  # E|X - Y| of one standard normal is 2 / sqrt(pi)
    a, b = points(1500, channels=1), points(1500, centre=shift, channels=1, seed=1)
    assert energy_coefficient(a, b) == pytest.approx(expected, abs=0.03)


@pytest.mark.parametrize("n", [5, 50])
def test_small_sets_of_one_distribution_are_no_further_apart_than_large_ones(n):
    pairs = [(points(n, seed=i), points(n, seed=i + 1)) for i in range(0, 100, 2)]
    found = np.mean([energy_coefficient(a, b) for a, b in pairs])
    assert found < 0.2 / n  # of which the pairs with themselves would make 1 / n


def test_scale_place_and_direction_of_the_codes_do_not_count():
    a, b = points(10), points(10, centre=1, seed=1)
    turn = np.linalg.qr(points(3, seed=2))[0]
    moved = energy_coefficient(5 * a @ turn + 100, 5 * b @ turn + 100)
    assert moved == pytest.approx(energy_coefficient(a, b))


def test_sets_of_one_and_the_same_point_are_not_apart():
    assert energy_coefficient(np.full((3, 2), 0.1), np.full((2, 2), 0.1)) == 0


def test_a_set_is_at_distance_0_from_itself(backbone):
    assert distance(backbone, IMAGES, IMAGES) == 0


def test_the_distance_is_the_same_both_ways(backbone):
    dark = IMAGES[:7] // 2
    there = distance(backbone, IMAGES, dark)
    back = distance(backbone, dark, IMAGES)
    assert there == pytest.approx(back)
    assert there > 0


def test_the_distance_grows_with_the_share_of_other_images(backbone):
    other = np.random.default_rng(2).integers(0, 120, IMAGES.shape).astype("uint8")
    mixed = [np.concatenate([other[:share], IMAGES[share:]]) for share in (3, 6, 12)]
    found = [distance(backbone, IMAGES, images) for images in mixed]
    assert found == sorted(set(found))


def test_the_distance_is_that_of_the_layer_asked_for(backbone):
    dark = IMAGES // 2
    activations = keras.Model(backbone.input, backbone.get_layer("first").output)
    a, b = (activations.predict(x, verbose=0).mean(axis=(1, 2)) for x in (IMAGES, dark))
    found = distance(backbone, IMAGES, dark, layer="first")
    assert found == pytest.approx(energy_coefficient(a, b), abs=1e-6)


def test_other_fractals_are_further_away_than_the_same_ones_drawn_anew(backbone):
    classes = [1, 2, 3]
    first = fractal_images(classes, 10, size=8)[0]
    anew = fractal_images(classes, 10, size=8, seed=1)[0]
    noise = np.random.default_rng(3).integers(0, 256, first.shape).astype("uint8")
    assert distance(backbone, first, anew) < distance(backbone, first, noise)


def test_one_image_is_no_set(backbone):
    with pytest.raises(ValueError, match="images_b holds 1 image, which has no spread; pass 2"):
        distance(backbone, IMAGES, IMAGES[:1])


def test_the_distance_is_that_of_one_layer(backbone):
    with pytest.raises(ValueError, match=r"layer is \[0, 1\]; a distance is that of one layer"):
        dataset_distance(backbone, IMAGES, IMAGES, [0, 1], cache=False)


def test_scaled_images_are_refused(backbone):
    with pytest.raises(ValueError, match="they were scaled before"):
        distance(backbone, IMAGES, IMAGES / 255)


def evidence(codes, target, alpha, beta):
    """The log probability of a target under Bayesian linear regression, from its covariance."""
    covariance = np.eye(len(codes)) / beta + codes @ codes.T / alpha
    return multivariate_normal.logpdf(target, np.zeros(len(codes)), covariance)


def brute_force(codes, labels):
    """LogME by its definition, maximised from several starts."""
    best = []
    for label in np.unique(labels):
        target = (labels == label).astype(float)

        def lost(log, target=target):
            return -evidence(codes, target, *np.exp(np.clip(log, -18, 18)))

        starts = itertools.product(range(-3, 18, 5), (-1, 2))
        best.append(max(-minimize(lost, s, method="Nelder-Mead").fun for s in starts))
    return np.mean(best) / len(codes)


@pytest.mark.parametrize(
    ("n", "channels", "classes", "signal"),
    [(12, 3, 2, 1.0), (12, 3, 3, 0.3), (9, 3, 3, 3.0), (10, 20, 2, 1.0), (8, 8, 2, 2.0)],
)
def test_logme_is_the_most_evidence_that_can_be_found(n, channels, classes, signal):
    random = np.random.default_rng(n + channels)
    labels = np.arange(n) % classes
    codes = (
        random.normal(size=(n, channels)) + signal * random.normal(size=(classes, channels))[labels]
    )
    assert logme(codes, labels) == pytest.approx(brute_force(codes, labels), abs=1e-4)


def test_logme_takes_the_highest_of_several_maxima():
    random = np.random.default_rng(10)
    labels = np.arange(14) % 2
    codes = random.normal(size=(14, 5)) * [1000, 100, 10, 1, 0.1]
    codes[:, 3] += 3 * labels  # one maximum for this channel, one for the louder ones
    assert logme(codes, labels) == pytest.approx(brute_force(codes, labels), abs=1e-4)


def test_logme_of_codes_that_say_nothing_is_that_of_noise_alone():
    labels = np.array([0, 0, 1, 1])
    codes = np.array([[1.0], [-1.0], [2.0], [-2.0]])  # at right angles to both targets
    noise = norm.logpdf(labels, scale=np.sqrt(0.5)).mean()
    assert logme(codes, labels) == pytest.approx(noise, abs=1e-6)


def data(n=30, channels=5):
    labels = np.arange(n) % 3
    return points(n, channels=channels) + labels[:, np.newaxis], labels


def test_logme_rises_with_the_signal():
    codes, labels = data()
    signal = np.eye(3)[labels] @ points(3, channels=5)
    found = [logme(codes + strength * signal, labels) for strength in (0, 2, 5)]
    assert found == sorted(found)


@pytest.mark.parametrize(
    "change",
    [
        lambda codes: 1e3 * codes,
        lambda codes: codes @ np.linalg.qr(points(5, channels=5, seed=3))[0],
        lambda codes: np.hstack([codes, np.zeros((30, 4))]),
        lambda codes: codes.astype("float32"),
    ],
    ids=["scale", "direction", "dead channels", "float32"],
)
def test_logme_does_not_see(change):
    codes, labels = data()
    assert logme(change(codes), labels) == pytest.approx(logme(codes, labels), abs=1e-6)


def test_logme_counts_neither_order_nor_the_names_of_classes():
    codes, labels = data()
    order = np.random.default_rng(4).permutation(len(codes))
    expected = pytest.approx(logme(codes, labels))
    assert logme(codes[order], labels[order]) == expected
    assert logme(codes, np.array([40, -2, 7])[labels]) == expected


def test_logme_stays_finite_where_codes_say_all_or_nothing():
    labels = np.arange(12) % 3
    assert np.isfinite(logme(np.eye(3)[labels], labels))
    assert logme(np.zeros((12, 2)), labels) < logme(np.eye(3)[labels], labels)


@pytest.mark.parametrize("score", [logme, leep])
@pytest.mark.parametrize(
    ("labels", "message"),
    [
        (np.zeros(4, int), "all labels are 0; a classifier needs two classes"),
        (np.arange(3), r"4 codes but labels has shape \(3,\)"),
        (np.linspace(0, 1, 4), "labels are of type float64; expected integers"),
    ],
    ids=["one class", "lengths", "dtype"],
)
def test_labels_that_no_score_can_be_made_of_are_refused(score, labels, message):
    with pytest.raises(ValueError, match=message):
        score(np.full((4, 2), 0.5), labels)


@pytest.mark.parametrize(
    ("score", "given", "message"),
    [
        (logme, np.full((4, 2), np.nan), r"codes\[0, 0\] is nan; codes must be finite"),
        (logme, np.ones(4), r"codes has shape \(4,\); expected \(n, channels\)"),
        (logme, np.ones((0, 3)), r"codes has shape \(0, 3\)"),
        (leep, np.full((4, 2), np.nan), "row 0 of probabilities runs from nan"),
        (leep, np.ones(4), r"probabilities has shape \(4,\); expected \(n, old classes\)"),
        (leep, np.ones((0, 3)), r"probabilities has shape \(0, 3\)"),
    ],
)
def test_what_no_score_can_be_made_of_is_refused(score, given, message):
    with pytest.raises(ValueError, match=message):
        score(given, np.arange(len(given)))


def test_leep_is_the_definition_written_out():
    labels = np.array([0, 1, 1, 2, 0])
    source = np.random.default_rng(5).dirichlet(np.ones(4), size=5)
    n = len(labels)
    total = 0.0
    for i in range(n):
        likelihood = 0.0
        for old in range(4):
            together = sum(source[j, old] for j in range(n) if labels[j] == labels[i]) / n
            likelihood += together / (source[:, old].sum() / n) * source[i, old]
        total += np.log(likelihood)
    assert leep(source, labels) == pytest.approx(total / n)


def test_leep_passes_over_old_classes_that_are_never_seen():
    labels = np.array([0, 1, 1])
    source = np.eye(3)[labels]  # the third is seen in no image
    assert leep(source, labels) == 0


def test_leep_of_a_source_that_sees_no_difference_is_that_of_guessing():
    labels = np.array([0, 1, 1, 1])
    guess = (np.log(0.25) + 3 * np.log(0.75)) / 4
    assert leep(np.full((4, 2), 0.5), labels) == pytest.approx(guess)


@pytest.mark.parametrize("source", [[[2.0, -1.0]] * 2, [[0.5, 0.6]] * 2], ids=["logits", "sum"])
def test_leep_refuses_what_is_no_probability(source):
    with pytest.raises(ValueError, match=r"row 0 of probabilities .* keras.ops.softmax first"):
        leep(source, np.array([0, 1]))
