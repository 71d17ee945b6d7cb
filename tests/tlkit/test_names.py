"""Every public name of tlkit can be had, and an unknown one is answered with those there are."""

import pytest

import tlkit


@pytest.mark.parametrize("name", tlkit.__all__)
def test_public_name_is_there(name):
    assert getattr(tlkit, name) is not None


def test_unknown_name_lists_the_known_ones():
    with pytest.raises(AttributeError, match=r"tlkit has no 'freese'; it has .*freeze"):
        _ = tlkit.freese
