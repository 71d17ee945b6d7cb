"""Gradients, judged by finite differences in float64, on every backend that is installed."""

import importlib.util
import os
import subprocess
import sys
from pathlib import Path

import keras
import numpy as np
import pytest

from tlkit.core.gradients import with_gradients

KERNEL = np.random.default_rng(0).standard_normal((3, 3, 3, 4))
OTHER_BACKENDS = {"tensorflow", "jax", "torch"} - {keras.backend.backend()}


def answer(images):
    """A small network in float64: one number for each image."""
    maps = keras.ops.conv(images, keras.ops.convert_to_tensor(KERNEL), padding="same")
    return keras.ops.sum(maps * maps * maps, axis=(1, 2, 3))  # tanh is float32 on JAX


def finite_differences(function, x, step=1e-6):
    """The slope of the sum of `function` along each axis, from both sides."""

    def value(x):
        return keras.ops.convert_to_numpy(function(keras.ops.convert_to_tensor(x))).sum()

    slopes = np.zeros_like(x)
    for index in np.ndindex(*x.shape):
        up = x.copy()
        down = x.copy()
        up[index] += step
        down[index] -= step
        slopes[index] = (value(up) - value(down)) / (2 * step)
    return slopes


@pytest.mark.skipif(
    keras.backend.backend() == "jax" and not os.environ.get("JAX_ENABLE_X64"),
    reason="JAX computes in float32 unless JAX_ENABLE_X64 is set",
)
def test_gradients_are_the_finite_differences():
    images = np.random.default_rng(1).standard_normal((2, 4, 4, 3))
    value, gradient = with_gradients(answer)(images)
    gradient = keras.ops.convert_to_numpy(gradient)
    assert gradient.dtype == "float64"
    np.testing.assert_allclose(gradient, finite_differences(answer, images), 1e-6, 1e-6)
    np.testing.assert_allclose(keras.ops.convert_to_numpy(value), answer(images))


def test_whole_numbers_have_no_gradient_and_are_refused():
    with pytest.raises(TypeError, match="the first argument is of type int32; pass floating-point"):
        with_gradients(keras.ops.sum)(np.array([1, 2], "int32"))


@pytest.mark.slow
@pytest.mark.parametrize("backend", sorted(OTHER_BACKENDS))
def test_other_backends(backend):
    if importlib.util.find_spec(backend) is None:
        pytest.skip(f"{backend} is not installed")
    environment = os.environ | {"KERAS_BACKEND": backend, "JAX_ENABLE_X64": "1"}
    tests = [sys.executable, "-m", "pytest", "-q", "-m", "not slow", __file__]
    run = subprocess.run(
        [*tests, "-p", "no:cacheprovider"],
        env=environment,
        cwd=Path(__file__).parents[3],
        capture_output=True,
        text=True,
    )
    assert run.returncode == 0, run.stdout


def test_the_other_arguments_are_constants():
    double = with_gradients(lambda x, factor: keras.ops.sum(factor * x))
    for factor in (2.0, 3.0):
        _, gradient = double(np.ones(2, "float32"), np.float32(factor))
        assert keras.ops.convert_to_numpy(gradient).tolist() == [factor, factor]


def test_what_does_not_count_has_gradient_zero():
    constant = with_gradients(lambda x: keras.ops.sum(keras.ops.ones((2,))))
    _, gradient = constant(np.ones(3, "float32"))
    assert keras.ops.convert_to_numpy(gradient).tolist() == [0, 0, 0]


def test_a_backend_without_gradients_is_refused(monkeypatch):
    monkeypatch.setattr(keras.backend, "backend", lambda: "numpy")
    with pytest.raises(NotImplementedError, match="runs on numpy, which has no gradients; set"):
        with_gradients(keras.ops.sum)
