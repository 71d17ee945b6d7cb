"""The public names of tlkit: the stub that editors read and what is there agree."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import tlkit

STUB = Path(tlkit.__file__).with_suffix(".pyi")


NAMES = {  # in the stub: each public name, and the module that it is taken from
    alias.asname: node.module for node in ast.parse(STUB.read_text()).body for alias in node.names
}


@pytest.mark.parametrize(("name", "module"), list(NAMES.items()))
def test_public_name_is_what_the_stub_says(name, module):
    public = getattr(tlkit, name)
    origin = public.__name__ if module is None else public.__module__
    assert origin == f"tlkit.{module or name}"


def test_stub_and_package_have_the_same_names():
    assert sorted(NAMES) == sorted(tlkit.__all__) == dir(tlkit)


def test_no_public_name_is_of_an_imported_wing():
    """Else importing the wing would put its module in the place of the name."""
    wings = {path.name for path in STUB.parent.iterdir() if path.is_dir()}
    assert not wings & set(tlkit.__all__)


def test_unknown_name_is_answered_with_those_that_come_close():
    with pytest.raises(AttributeError, match=r"tlkit has no 'freese'; did you mean freeze"):
        _ = tlkit.freese


def test_unknown_name_lists_them_all_where_none_comes_close():
    with pytest.raises(AttributeError, match=r"tlkit has no 'xyzzy'; it has .*unfreeze"):
        _ = tlkit.xyzzy


def test_modules_are_imported_when_they_are_asked_for():
    code = (
        "import sys, tlkit; assert not {'keras', 'tensorflow'} & set(sys.modules)\n"
        "tlkit.check_images; assert 'tlkit.core.images' in sys.modules\n"
        "assert not {'tlkit.models', 'tlkit.plots', 'tlkit.widgets'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
