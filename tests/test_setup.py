"""`.ci/setup`: one clear line for each thing that can go wrong, and nothing half-made is kept."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
TOOLS = ["awk", "cat", "df", "dirname", "rm", "sh", "mkdir", "chmod"]
NO_SPACE = "OSError: [Errno 28] No space left on device"
NO_NETWORK = "WARNING: Retrying (Retry(total=4, connect=None)) after connection broken"

# Stands in for an interpreter: tells its version, makes a .venv whose Python runs `$1`.
FAKE_PYTHON = """#!/bin/sh
case "$*" in
    *version_info*) echo {version} ;;
    *ensurepip*) {ensurepip} ;;
    *"-m venv"*)
        echo "$*" >>venv_calls
        mkdir -p .venv/bin
        printf '#!/bin/sh\\n%s\\n' '{venv_python}' >.venv/bin/python
        chmod +x .venv/bin/python ;;
esac
"""


@pytest.fixture
def checkout(tmp_path):
    """A checkout with only the set-up in it, and a PATH (bin/) without any Python."""
    (tmp_path / ".ci").mkdir()
    shutil.copy(ROOT / ".ci" / "setup", tmp_path / ".ci" / "setup")
    (tmp_path / "bin").mkdir()
    for tool in TOOLS:
        (tmp_path / "bin" / tool).symlink_to(shutil.which(tool))
    write_script(tmp_path / "bin" / "df", disk(free_mb=50_000))
    return tmp_path


def write_script(path, text):
    path.unlink(missing_ok=True)
    path.write_text(text)
    path.chmod(0o755)


def disk(free_mb):
    return f"#!/bin/sh\necho Filesystem\necho /dev/disk 0 0 {free_mb * 1024} 0% /\n"


def fake_python(checkout, name="python3.11", version="3.11", ensurepip="exit 0", venv_python=":"):
    text = FAKE_PYTHON.format(version=version, ensurepip=ensurepip, venv_python=venv_python)
    write_script(checkout / "bin" / name, text)


def set_up(checkout, *arguments, **environment):
    """Run the set-up, and return its exit code and the lines on its stderr."""
    environment = {"PATH": str(checkout / "bin"), "TMPDIR": "/tmp", **environment}
    run = subprocess.run(
        [checkout / ".ci" / "setup", *arguments], env=environment, capture_output=True, text=True
    )
    return run.returncode, run.stderr.splitlines()


def is_complete(checkout):
    return (checkout / ".venv" / ".complete").exists()


def test_no_python_is_one_line(checkout):
    code, [line] = set_up(checkout)
    assert code == 1
    assert line.startswith("Python 3.11, 3.12 or 3.13 is needed; tried python3.11 python3.12 ")
    assert line.endswith("or name it: make PYTHON=/path/to/python3.11")


@pytest.mark.parametrize("version", ["3.10", "3.14", "2.7"])
def test_a_python_too_old_or_too_new_is_named(checkout, version):
    fake_python(checkout, name="python3", version=version)
    code, [line] = set_up(checkout)
    assert code == 1
    assert f"; python3 is {version}. Install one of them" in line


def test_a_python_given_by_name_that_is_missing(checkout):
    fake_python(checkout)
    code, [line] = set_up(checkout, "python9")
    assert code == 1
    assert "tried python9. Install one of them" in line


def test_a_python_without_venv_says_what_to_install(checkout):
    fake_python(checkout, ensurepip="exit 1")
    code, [line] = set_up(checkout)
    assert code == 1
    assert line.startswith("python3.11 cannot make virtual environments. Install its venv package")
    assert "apt install python3.11-venv" in line


def test_too_little_room_is_told_before_anything_is_made(checkout):
    fake_python(checkout)
    write_script(checkout / "bin" / "df", disk(free_mb=812))
    code, [line] = set_up(checkout)
    assert code == 1
    assert line.startswith(f"The disk is too full: 812 MB are free in {checkout}, the set-up needs")
    assert not (checkout / ".venv").exists()


@pytest.mark.parametrize(
    ("said", "line_starts"),
    [
        (NO_SPACE, "The disk ran full. Make room for 4000 MB in "),
        (NO_NETWORK, "The package index cannot be reached. Check the network (behind a proxy"),
    ],
)
def test_what_pip_says_becomes_one_line(checkout, said, line_starts):
    fake_python(checkout, venv_python=f'echo "{said}" >&2; exit 1')
    code, [line] = set_up(checkout)
    assert code == 1
    assert line.startswith(line_starts)
    assert line.endswith("then run the same command again.")


def test_any_other_failure_shows_what_pip_said(checkout):
    fake_python(checkout, venv_python='echo "ERROR: odd" >&2; exit 1')
    code, lines = set_up(checkout)
    assert code == 1
    assert lines[0] == "ERROR: odd"
    assert lines[-1].startswith("The set-up failed, for the reason that pip gives above.")


def test_a_set_up_that_works_leaves_the_stamp_and_is_silent_on_stderr(checkout):
    fake_python(checkout)
    assert set_up(checkout) == (0, [])
    assert is_complete(checkout)


def test_a_half_made_environment_is_made_anew(checkout):
    fake_python(checkout, venv_python="exit 1")
    set_up(checkout)
    assert not is_complete(checkout)
    fake_python(checkout)
    assert set_up(checkout) == (0, [])
    assert (checkout / "venv_calls").read_text() == "-m venv --clear .venv\n" * 2


def test_a_whole_environment_is_brought_up_to_date_in_place(checkout):
    fake_python(checkout)
    set_up(checkout)
    set_up(checkout)
    assert (checkout / "venv_calls").read_text() == "-m venv --clear .venv\n"


def test_an_update_that_fails_leaves_no_stamp(checkout):
    fake_python(checkout)
    set_up(checkout)
    write_script(checkout / ".venv" / "bin" / "python", "#!/bin/sh\nexit 1\n")
    assert set_up(checkout)[0] == 1
    assert not is_complete(checkout)


@pytest.mark.slow
def test_the_real_pip_without_a_network(checkout):
    shutil.copy(ROOT / "requirements.lock", checkout)
    closed_port = {"PIP_INDEX_URL": "http://127.0.0.1:9", "PIP_RETRIES": "1"}
    nothing_local = {"PIP_CONFIG_FILE": os.devnull, "PIP_FIND_LINKS": "", "HOME": str(checkout)}
    code, [line] = set_up(checkout, sys.executable, **closed_port, **nothing_local)
    assert code == 1
    assert line.startswith("The package index cannot be reached.")
    assert not is_complete(checkout)
