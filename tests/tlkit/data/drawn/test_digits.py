"""Digits: labelled as in scikit-learn; on plain paper, dark on bright."""

import numpy as np
from sklearn.datasets import load_digits

from tlkit.data.drawn.digits import digit_images


def test_digits_are_labelled_as_in_scikit_learn():
    images, labels = digit_images(np.arange(40), size=16)
    assert images.shape == (40, 16, 16, 3)
    assert np.array_equal(labels, load_digits().target[:40])


def test_plain_digits_are_dark_on_bright_paper():
    images, _ = digit_images(np.arange(20), size=16, plain=True)
    paper = np.median(images.mean(axis=-1), axis=(1, 2))
    assert (images.mean(axis=-1).max(axis=(1, 2)) <= paper + 30).all()
    assert (images.mean(axis=-1).min(axis=(1, 2)) < paper - 60).all()
