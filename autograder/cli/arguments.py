"""What may stand on the command line, and what `--help` says of it."""

from __future__ import annotations

import argparse
from pathlib import Path


def make_parser() -> argparse.ArgumentParser:
    """The parser of the command line."""
    parser = argparse.ArgumentParser(
        prog="autograder",
        description="Grade notebooks that students hand in, in a course of nbgrader's form.",
        epilog="`autograder VERB --help` says more of each.",
    )
    verbs = parser.add_subparsers(required=True, metavar="VERB", dest="verb")

    grade = verbs.add_parser(
        "grade",
        help="grade what was handed in, and write the gradebook and the feedback pages",
        epilog="Exit codes: 0 all graded, 1 some could not be graded, 2 wrong usage or a "
        "fault of the course, 130 stopped with Ctrl-C.",
    )
    _add_course(grade, units="+")
    grade.add_argument(
        "--student", action="append", metavar="NAME", help="this student only; may be repeated"
    )
    grade.add_argument(
        "--force", action="store_true", help="grade again what is graded and unchanged"
    )
    grade.add_argument(
        "--only", choices=("failed", "new", "changed"), help="only those whose grade is not full "
        "(they are graded again), who have none yet, or whose submission or unit changed",
    )  # fmt: skip
    grade.add_argument(
        "--workers", type=_positive, metavar="N",
        help="how many submissions run at a time (one more than there are cores); a cluster has "
        "workers of its own",
    )  # fmt: skip
    grade.add_argument(
        "--no-sandbox", action="store_true",
        help="run student code without walls where there are none; every record says so",
    )  # fmt: skip
    grade.add_argument(
        "--scheduler", metavar="ADDRESS",
        help="have the workers of a Dask cluster run the submissions, such as "
        "tcp://192.168.0.5:8786; start them with `dask worker ADDRESS --nworkers N --nthreads 1`. "
        "This same project must be installed there and at the scheduler. Hidden tests and the "
        "private seed travel: who can reach the scheduler can read them, and run code on the "
        "workers, unless Dask is configured for TLS",
    )  # fmt: skip
    grade.add_argument("--json", action="store_true", help="print the results as JSON")

    explain = verbs.add_parser("explain", help="show one student's grade with all its evidence")
    _add_course(explain, units=1)
    explain.add_argument("student", metavar="STUDENT", help="a folder in `submitted`")
    explain.add_argument("--json", action="store_true", help="print it as JSON")

    report = verbs.add_parser(
        "report",
        help="write how a class did into one HTML file",
        epilog="It needs units that are graded, and reads no more than what grading wrote.",
    )
    _add_course(report, units="*")
    report.add_argument(
        "--output", type=Path, metavar="FILE", help="what to write (report.html in the course)"
    )
    report.add_argument(
        "--formgrader", metavar="URL", default="http://localhost:8888/formgrader",
        help="where formgrader runs, for the links (%(default)s)",
    )  # fmt: skip

    release = verbs.add_parser(
        "release", help="build the student edition from the source notebooks"
    )
    _add_course(release, units="*")
    release.add_argument("--zip", action="store_true", help="also as a zip to hand out")

    import_ = verbs.add_parser(
        "import",
        help="put a download from Canvas or Moodle into `submitted`",
        epilog="A student's newest file counts, and what is left out is listed. Canvas's names "
        "tell that a file is late, Moodle's do not. Exit codes: 0 all was taken, 1 something was "
        "left out, 2 wrong usage or a fault of the course or the download.",
    )
    _add_course(import_, units=1)
    import_.add_argument(
        "download", metavar="DOWNLOAD", type=Path, help="the zip as it was downloaded, or a folder"
    )

    export = verbs.add_parser("export", help="write grades as CSV for Canvas, Moodle or others")
    _add_course(export, units="*")
    export.add_argument(
        "--sheet", type=Path, metavar="CSV",
        help="Canvas's gradebook export or Moodle's grading worksheet, to be filled in; without "
        "it, nbgrader's own table is written",
    )  # fmt: skip
    export.add_argument(
        "--to",
        type=Path,
        metavar="CSV",
        default=Path("grades.csv"),
        help="what to write (grades.csv)",
    )

    new = verbs.add_parser("new", help="write a unit to start from, with sample submissions")
    new.add_argument("course", metavar="COURSE", help="the folder that holds `source`")
    new.add_argument("unit", metavar="UNIT", help="such as 10_segmentation")
    new.set_defaults(units=[])

    check = verbs.add_parser(
        "check",
        help="tell an author whether a unit's tests are any good",
        epilog="Exit codes: 0 all is well, 1 something is to be mended, 2 wrong usage or a fault "
        "of the course, 130 stopped with Ctrl-C.",
    )
    _add_course(check, units="*")
    check.add_argument("--json", action="store_true", help="print what was found as JSON")

    doctor = verbs.add_parser(
        "doctor",
        help="say what this machine can enforce of the sandbox that grading runs in",
        epilog="Exit codes: 0 grading would be sandboxed, 1 it would not.",
    )
    doctor.add_argument("--json", action="store_true", help="print what was found as JSON")
    return parser


def _positive(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"give a whole number of at least 1, but got {text!r}")
    return int(text)


def _add_course(parser: argparse.ArgumentParser, units: str | int) -> None:
    parser.add_argument("course", metavar="COURSE", help="the folder that holds `source`")
    parser.add_argument("units", metavar="UNIT", nargs=units, help="such as 02_small_similar")
