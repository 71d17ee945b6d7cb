"""Linear classifiers on CNN codes.

classifier = tlkit.linear_classifier(codes, labels, kind="svm")
classifier.score(test_codes, test_labels)
"""

import warnings

import numpy as np
from sklearn.base import ClassifierMixin
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import (
    BaseCrossValidator,
    GridSearchCV,
    StratifiedKFold,
    StratifiedShuffleSplit,
)
from sklearn.pipeline import Pipeline
from sklearn.preprocessing import StandardScaler
from sklearn.svm import LinearSVC
from threadpoolctl import threadpool_limits

KINDS = ("svm", "softmax")
C_GRID = {"svm": (1e-4, 1e-3, 1e-2, 1e-1), "softmax": (1e-3, 1e-2, 1e-1, 1.0)}
_SCORING = {"svm": "accuracy", "softmax": "neg_log_loss"}  # probabilities should be right, too
_DEFAULT_C = 1e-2
_FOLDS = 5
_MANY = 1000  # examples from which one held-out fifth says enough


def linear_classifier(
    codes: np.ndarray, labels: np.ndarray, *, kind: str = "svm", seed: int = 0
) -> Pipeline:
    """Return a linear classifier trained on codes, its regularisation chosen on held-out data.

        >>> labels = np.arange(40) % 2
        >>> codes = np.random.default_rng(0).normal(size=(40, 8)) + 3 * labels[:, np.newaxis]
        >>> classifier = linear_classifier(codes, labels, kind="softmax")
        >>> classifier.score(codes, labels)
        1.0

    It is a scikit-learn pipeline: the codes are scaled to mean 0 and deviation 1, channel by
    channel, and then classified. `classifier[-1].C` is the regularisation chosen, the strongest
    of those that do best: most accurate as an SVM, of the smallest log loss as a softmax. Five
    folds decide, and from 1,000 examples on, five a class or more, one held-out fifth.

    Args:
        codes: (n, channels), as from `cnn_codes`.
        labels: (n,) integers.
        kind: "svm" (linear support vector machine, one against the rest) or "softmax" (logistic
            regression).
        seed: of the folds and the optimiser.

    Raises:
        ValueError: codes that are not (n, channels) or not finite, labels that are not integers,
            of another number, or all of one class; an unknown kind.

    Warns:
        UserWarning: a class has one example, so that none can be held out and C stays at 0.01.

    Source: Razavian et al. 2014, https://arxiv.org/abs/1403.6382
    """
    codes = np.asarray(codes)
    labels = np.asarray(labels)
    _check_kind(kind)
    check_codes(codes)
    check_labels(labels, len(codes))
    pipeline = Pipeline([("scale", StandardScaler()), (kind, _estimator(kind, seed))])
    if (folds := _folds(labels, seed)) is None:
        return pipeline.fit(codes, labels)
    search = GridSearchCV(pipeline, {f"{kind}__C": C_GRID[kind]}, scoring=_SCORING[kind], cv=folds)
    with threadpool_limits(1):  # threads wait for each other on matrices as small as these
        return search.fit(codes, labels).best_estimator_


def _estimator(kind: str, seed: int) -> ClassifierMixin:
    """The classifier; a finer tolerance doubles the time and changes no accuracy."""
    if kind == "svm":
        return LinearSVC(C=_DEFAULT_C, tol=1e-2, max_iter=10_000, random_state=seed)
    return LogisticRegression(C=_DEFAULT_C, max_iter=1_000, random_state=seed)


def _folds(labels: np.ndarray, seed: int) -> BaseCrossValidator | None:
    """How to hold examples out, or None where a class has too few of them."""
    classes, counts = np.unique(labels, return_counts=True)
    if counts.min() < 2:
        warnings.warn(
            f"class {classes[counts.argmin()]} has one example, so that none can be held out to "
            f"choose C: it stays at {_DEFAULT_C}. Two or more examples of each class let it be "
            "chosen",
            stacklevel=3,
        )
        return None
    if len(labels) >= max(_MANY, _FOLDS * len(classes)):  # a fifth has room for each class
        return StratifiedShuffleSplit(1, test_size=0.2, random_state=seed)
    return StratifiedKFold(min(_FOLDS, counts.min()), shuffle=True, random_state=seed)


def _check_kind(kind: str) -> None:
    if kind not in KINDS:
        raise ValueError(f'kind is {kind!r}; use "svm" or "softmax"')


def check_codes(codes: np.ndarray) -> None:
    """Raise ValueError unless `codes` are (n, channels) and finite."""
    if codes.ndim != 2 or 0 in codes.shape:
        raise ValueError(
            f"codes has shape {codes.shape}; expected (n, channels), as tlkit.cnn_codes returns"
        )
    if codes.dtype.kind not in "biuf":
        raise ValueError(f"codes are of type {codes.dtype}; expected numbers, such as float32")
    if not np.isfinite(codes).all():
        row, channel = np.argwhere(~np.isfinite(codes))[0]
        raise ValueError(
            f"codes[{row}, {channel}] is {codes[row, channel]}; codes must be finite. A diverged "
            "training leaves NaN in the weights: load the model again"
        )


def check_labels(labels: np.ndarray, n: int) -> None:
    """Raise ValueError unless `labels` are n integers of two classes or more."""
    if labels.ndim == 2:
        raise ValueError(
            f"labels has shape {labels.shape}; expected ({n},), one integer an image. One-hot "
            "labels become integers by labels.argmax(axis=1)"
        )
    if labels.shape != (n,):
        raise ValueError(f"{n} codes but labels has shape {labels.shape}; expected ({n},)")
    if not np.issubdtype(labels.dtype, np.integer):
        raise ValueError(
            f"labels are of type {labels.dtype}; expected integers, as "
            "np.unique(labels, return_inverse=True)[1] makes them of anything"
        )
    if len(classes := np.unique(labels)) < 2:
        raise ValueError(f"all labels are {classes[0]}; a classifier needs two classes or more")
