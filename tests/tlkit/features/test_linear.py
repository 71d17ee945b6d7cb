"""Linear classifiers, judged by scikit-learn used directly."""

import numpy as np
import pytest
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedKFold, cross_val_score
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler
from sklearn.svm import LinearSVC

from tlkit.features.linear import C_GRID, linear_classifier


def blobs(n=60, channels=20, classes=3, spread=0.6, seed=0):
    """Noisy clusters on the positive side, as codes after a ReLU are."""
    random = np.random.default_rng(seed)
    labels = np.arange(n) % classes
    centres = random.normal(size=(classes, channels)) * spread
    return np.maximum(centres[labels] + random.normal(size=(n, channels)), 0), labels


CODES, LABELS = blobs()


@pytest.mark.parametrize("kind", ["svm", "softmax"])
def test_c_is_the_best_on_held_out_data(kind):
    model = {"svm": LinearSVC(max_iter=10_000), "softmax": LogisticRegression(max_iter=1_000)}[kind]
    folds = StratifiedKFold(5, shuffle=True, random_state=0)
    means = [
        cross_val_score(
            make_pipeline(StandardScaler(), model.set_params(C=c)),
            CODES,
            LABELS,
            scoring={"svm": "accuracy", "softmax": "neg_log_loss"}[kind],
            cv=folds,
        )
        for c in C_GRID[kind]
    ]
    best = C_GRID[kind][np.mean(means, axis=1).argmax()]
    assert best == linear_classifier(CODES, LABELS, kind=kind)[-1].C


@pytest.mark.parametrize("kind", ["svm", "softmax"])
def test_it_decides_as_scikit_learn_does(kind):
    classifier = linear_classifier(CODES, LABELS, kind=kind)
    c = classifier[-1].C
    model = {"svm": LinearSVC(C=c, tol=1e-6), "softmax": LogisticRegression(C=c, tol=1e-6)}[kind]
    scaled = (CODES - CODES.mean(axis=0)) / CODES.std(axis=0)
    expected = model.fit(scaled, LABELS).decision_function(scaled)
    np.testing.assert_allclose(classifier.decision_function(CODES), expected, atol=0.02)


def test_softmax_gives_probabilities():
    probabilities = linear_classifier(CODES, LABELS, kind="softmax").predict_proba(CODES)
    np.testing.assert_allclose(probabilities.sum(axis=1), 1)


@pytest.mark.parametrize("kind", ["svm", "softmax"])
def test_the_seed_fixes_the_outcome(kind):
    first, second = (linear_classifier(CODES, LABELS, kind=kind, seed=3) for _ in range(2))
    np.testing.assert_array_equal(first[-1].coef_, second[-1].coef_)


def test_a_constant_channel_changes_nothing():
    codes = np.hstack([CODES, np.full((len(CODES), 1), 7.0)])
    with_it = linear_classifier(codes, LABELS)
    without = linear_classifier(CODES, LABELS)
    np.testing.assert_array_equal(with_it.predict(codes), without.predict(CODES))
    assert np.isfinite(with_it.decision_function(codes + 1)).all()


def test_vanishing_codes_are_no_constants():
    tiny = (CODES * 1e-14).astype("float32")
    assert linear_classifier(tiny, LABELS).score(tiny, LABELS) > 0.9


@pytest.mark.parametrize("shape", [(50, 256), (1200, 64)])
@pytest.mark.parametrize("kind", ["svm", "softmax"])
def test_it_converges_on_codes_of_usual_sizes(shape, kind):
    codes, labels = blobs(*shape, classes=5)
    assert linear_classifier(codes.astype("float32"), labels, kind=kind).score(codes, labels) > 0.9


def test_two_examples_of_a_class_are_enough_to_choose_c():
    codes, labels = blobs(n=8, classes=4)
    assert linear_classifier(codes, labels)[-1].C in C_GRID["svm"]


def test_many_classes_of_few_examples_are_enough_to_choose_c():
    codes, labels = blobs(n=1000, channels=4, classes=250)
    assert linear_classifier(codes, labels)[-1].C in C_GRID["svm"]


def test_one_example_of_a_class_leaves_c_as_it_is():
    labels = np.append(LABELS[:-1], 9)
    with pytest.warns(UserWarning, match="class 9 has one example.* C: it stays at 0.01"):
        assert linear_classifier(CODES, labels)[-1].C == 0.01


def test_an_unknown_kind_is_named():
    with pytest.raises(ValueError, match='kind is \'tree\'; use "svm" or "softmax"'):
        linear_classifier(CODES, LABELS, kind="tree")


@pytest.mark.parametrize("shape", [(6, 2, 2, 3), (6,), (0, 3)])
def test_codes_of_another_shape_are_refused(shape):
    with pytest.raises(ValueError, match=r"codes has shape .* expected \(n, channels\)"):
        linear_classifier(np.zeros(shape), np.arange(shape[0]))


def test_codes_that_are_no_numbers_are_refused():
    with pytest.raises(ValueError, match=r"codes are of type <U.*; expected numbers"):
        linear_classifier(CODES.astype(str), LABELS)


@pytest.mark.parametrize("bad", [np.nan, np.inf])
def test_codes_that_are_not_finite_are_pointed_out(bad):
    codes = CODES.copy()
    codes[4, 2] = bad
    with pytest.raises(ValueError, match=rf"codes\[4, 2\] is {bad}; .* load the model again"):
        linear_classifier(codes, LABELS)


@pytest.mark.parametrize(
    ("labels", "message"),
    [
        (LABELS[:-1], r"60 codes but labels has shape \(59,\)"),
        (np.eye(3)[LABELS], r"shape \(60, 3\).* labels.argmax\(axis=1\)"),
        (LABELS.astype(float), "type float64; expected integers, .*return_inverse"),
        (LABELS.astype(str), "type <U.*; expected integers, .*return_inverse"),
        (np.full(60, 2), "all labels are 2; a classifier needs two classes"),
    ],
    ids=["length", "one-hot", "float", "text", "one class"],
)
def test_labels_that_do_not_fit_are_refused(labels, message):
    with pytest.raises(ValueError, match=message):
        linear_classifier(CODES, labels)
