"""The three lists of packages agree: pyproject.toml, environment.yml and requirements.lock."""

import ast
import re
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
OPTIONAL = PROJECT["optional-dependencies"]
DIRECT = PROJECT["dependencies"] + OPTIONAL["dev"]
LOCK = (ROOT / "requirements.lock").read_text()
ENVIRONMENT = (ROOT / "environment.yml").read_text()
PYTHONS = ["3.11", "3.12", "3.13"]


def ranges(requirements):
    """Map each package to the versions that a list of requirements lets it have."""
    parsed = [Requirement(text) for text in requirements]
    return {canonicalize_name(one.name): one.specifier for one in parsed}


def locked(python):
    """Map each package to its pinned version, as Linux with this Python would install it."""
    where = {"python_version": python, "python_full_version": f"{python}.9", "os_name": "posix"}
    where |= {"sys_platform": "linux", "platform_python_implementation": "CPython"}
    lines = re.findall(r"^([a-z0-9].*?) *\\$", LOCK, flags=re.MULTILINE)
    pins = [one for one in map(Requirement, lines) if not one.marker or one.marker.evaluate(where)]
    return {canonicalize_name(one.name): str(one.specifier).removeprefix("==") for one in pins}


def imported(package):
    """Name the third-party modules that a package of ours imports, anywhere in its files."""
    for file in (ROOT / package).rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text())):
            if isinstance(node, ast.Import):
                yield from (name.name.partition(".")[0] for name in node.names)
            elif isinstance(node, ast.ImportFrom) and not node.level:
                yield node.module.partition(".")[0]


@pytest.mark.parametrize("package", ["tlkit", "autograder"])
def test_pyproject_lists_what_is_imported(package):
    modules = set(imported(package)) - set(sys.stdlib_module_names) - {"tlkit", "autograder"}
    modules -= {"jax", "torch"}  # imported by whoever chose that backend of Keras, and has it
    listed = ranges(PROJECT["dependencies"] + OPTIONAL["cluster"])
    source = packages_distributions()
    assert modules
    assert [name for name in modules if canonicalize_name(source[name][0]) not in listed] == []


def test_developers_have_what_a_cluster_needs():
    assert set(OPTIONAL["cluster"]) <= set(OPTIONAL["dev"])


def test_environment_yml_has_the_ranges_of_pyproject():
    *conda, pip = yaml.safe_load(ENVIRONMENT)["dependencies"]
    listed = ranges(conda + [line for line in pip["pip"] if not line.startswith("-e")])
    listed.pop("pip")  # the tool, not a dependency
    assert listed == ranges([*DIRECT, f"python{PROJECT['requires-python']}"])


def test_environment_yml_gives_a_reason_for_each_package():
    packages = re.findall(r"^ +- (?!pip:|conda-forge)(.*)$", ENVIRONMENT, flags=re.MULTILINE)
    without = [line for line in packages if not re.search(r"\S +# \w+", line)]
    assert packages and without == []


@pytest.mark.parametrize("python", PYTHONS)
def test_lock_pins_each_dependency_within_its_range(python):
    pinned = locked(python)
    outside = {
        name: pinned.get(name)
        for name, allowed in ranges(DIRECT).items()
        if name not in pinned or pinned[name] not in allowed
    }
    assert outside == {}


def test_lock_has_pins_and_hashes_only():
    line = re.compile(
        r"#.*|[a-z0-9._-]+==\S+( ; .+)? \\|    --hash=sha256:[0-9a-f]{64}( \\)?| +#.*"
    )
    odd = [text for text in LOCK.splitlines() if not line.fullmatch(text)]
    assert odd == []


def test_lock_has_a_hash_for_each_pin():
    entries = re.split(r"^(?=[a-z0-9])", LOCK, flags=re.MULTILINE)[1:]
    assert len(entries) > len(DIRECT)
    assert [entry for entry in entries if "--hash=sha256:" not in entry] == []


def test_lock_names_no_index():
    assert re.findall(r"\S*(?:://|index-url|find-links|file:)\S*", LOCK) == []


def test_lock_says_what_it_was_tested_on():
    assert "Tested on Linux with Python 3.11; resolved, not tested, for the other" in LOCK[:400]
