"""The tests' tree mirrors that of tlkit: each module has a test file of its name."""

from pathlib import Path

import pytest

import tlkit

PACKAGE = Path(tlkit.__file__).parent
MODULES = [path.relative_to(PACKAGE) for path in PACKAGE.rglob("*.py")]


@pytest.mark.parametrize(
    "module", [path for path in MODULES if path.name != "__init__.py"], ids=str
)
def test_module_has_a_test_file_of_its_name(module):
    name = f"test_{module.stem.strip('_')}.py"
    assert (Path(__file__).parent / module.parent / name).is_file()
