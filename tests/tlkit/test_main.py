"""The command line: fast help, exit codes, and one line for what went wrong."""

import subprocess
import sys

import pytest

from tlkit import __main__ as command


def test_help_loads_neither_keras_nor_tensorflow():
    code = (
        "import sys\n"
        "from tlkit.__main__ import main\n"
        "try:\n    main(['--help'])\n"
        "except SystemExit:\n    print({'keras', 'tensorflow', 'numpy'} & set(sys.modules))"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "measure-cases" in run.stdout
    assert run.stdout.endswith("set()\n")


@pytest.mark.parametrize("count", ["0", "-1", "two", "1.5"])
def test_a_count_that_is_not_a_positive_integer_is_refused(count, capsys):
    with pytest.raises(SystemExit):
        command.main(["measure-cases", "--seeds", count])
    assert f"{count} is not a positive integer" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("error", "code", "message"),
    [
        (OSError("no network"), 1, "no network"),
        (ValueError("no such case"), 1, "no such case"),
        (KeyboardInterrupt(), 130, "Stopped. What is done is kept; the same command goes on."),
    ],
)
def test_what_went_wrong_is_one_line(monkeypatch, capsys, error, code, message):
    def fail(options):
        raise error

    monkeypatch.setattr(command, "_download", fail)
    assert command.main(["download", "small-similar"]) == code
    assert capsys.readouterr().err == message + "\n"
