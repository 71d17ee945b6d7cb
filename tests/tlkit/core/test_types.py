"""Public functions say what they take: `Any` stands in none of their parameters."""

import inspect
import typing

import pytest

import tlkit

KEPT = {("replace_head", "options")}  # what add_head takes, by its names


@pytest.mark.parametrize("name", [name for name in tlkit.__all__ if name != "checks"])
def test_parameters_have_types(name):
    public = getattr(tlkit, name)
    if isinstance(public, type) and issubclass(public, tuple):
        public = public.__new__
    for parameter in inspect.signature(public).parameters.values():
        if (name, parameter.name) in KEPT or parameter.name in ("_cls", "self"):
            continue
        assert parameter.annotation is not inspect.Parameter.empty, parameter
        assert parameter.annotation is not typing.Any, parameter
