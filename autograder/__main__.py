"""The command line: `autograder VERB COURSE [UNIT …]`."""

from __future__ import annotations

import argparse
import json
import os
import sys
import warnings
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from autograder.course import Course
    from autograder.results import SubmissionResult
    from autograder.terminal import Interrupts

ALL_GRADED, SOME_UNGRADABLE, COURSE_ERROR, INTERRUPTED, READER_GONE = 0, 1, 2, 130, 141
SANDBOXED, NOT_SANDBOXED = 0, 1


def main(arguments: list[str] | None = None) -> int:
    """Run the command line; returns its exit code."""
    options = _parser().parse_args(arguments)
    try:
        code = _doctor(options) if options.run is _doctor else _run(options)
        sys.stdout.flush()
        return code
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:  # of `| head`, say
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # for what is left to say
        return READER_GONE


def _run(options: argparse.Namespace) -> int:
    """Do in a course what was asked for; what is at fault is told in a sentence."""
    if options.run in (_grade, _check) and not vars(options).get("scheduler"):
        _begin_to_warm_up()
    warnings.filterwarnings("ignore", module="nbgrader")  # its own, which nobody here can mend
    from sqlalchemy.exc import DBAPIError

    from autograder.course import CourseError, open_course

    try:
        course = open_course(options.course)
        course.check_units(options.units)
        return options.run(course, options)
    except CourseError as error:
        problem = str(error)
    except DBAPIError as error:
        problem = (
            f"the gradebook {course.directory().db_url} cannot be used ({error.orig}). If another "
            "program holds it, wait until that is done; if it is damaged, put a copy back. Grading "
            "again brings back what a program graded, but not what a person gave by hand."
        )
    except BrokenPipeError:
        raise
    except OSError as error:  # a full disk, a folder that may not be written
        problem = f"{error}: see to it, then run the same command again."
    print(f"autograder: {problem}", file=sys.stderr)
    return COURSE_ERROR


def _begin_to_warm_up() -> None:
    """Have the warm process import Keras while this one imports nbgrader and reads the course."""
    from autograder.sandbox import no_sandbox_here
    from autograder.warm import warm_process

    if not no_sandbox_here():
        warm_process().begin()


def _grade(course: Course, options: argparse.Namespace) -> int:
    from autograder.terminal import Interrupts

    results: list[SubmissionResult] = []
    with Interrupts() as interrupts:
        for unit in options.units:
            _grade_unit(course, unit, options, interrupts, results)
            if interrupts.count:
                break
    _show(results, options)
    if interrupts.count:
        print("Stopped. What is graded is kept; the same command goes on.", file=sys.stderr)
        return INTERRUPTED
    return SOME_UNGRADABLE if any(r.status != "graded" for r in results) else ALL_GRADED


def _grade_unit(
    course: Course,
    unit: str,
    options: argparse.Namespace,
    interrupts: Interrupts,
    results: list[SubmissionResult],
) -> None:
    from autograder.grading import Options, open_batch, workers_here
    from autograder.terminal import with_progress

    students = _students(course, unit, options.student)
    if not students:
        print(
            f"{unit}: nobody has handed in; files belong into "
            f"{course.folder('submitted', unit, 'STUDENT')}.",
            file=sys.stderr,
        )
        return
    chosen = Options(
        workers=options.workers or workers_here(),
        force=options.force,
        only=options.only,
        limits=course.limits(unit),
        sandbox=not options.no_sandbox,
        scheduler=options.scheduler,
    )
    batch = open_batch(course, unit, chosen)
    interrupts.call(batch.stop, batch.interrupt)
    for result in with_progress(batch.run(students), len(students), unit):
        results.append(result)


def _explain(course: Course, options: argparse.Namespace) -> int:
    from autograder.results import read_result

    (unit,) = options.units
    _students(course, unit, [options.student])
    result = read_result(course, unit, options.student)
    if options.json:
        print(json.dumps(result.as_json(), indent=2))
        return ALL_GRADED
    from rich.console import Console

    from autograder.explain import explanation

    Console().print(explanation(result))
    return ALL_GRADED


def _report(course: Course, options: argparse.Namespace) -> int:
    from autograder.report import write_report

    to = options.output or course.root / "report.html"
    write_report(course, options.units, to, options.formgrader)
    print(to)
    return ALL_GRADED


def _students(course: Course, unit: str, wanted: list[str] | None) -> list[str]:
    from autograder.course import CourseError

    known = course.students(unit)
    for student in wanted or []:
        if student not in known:
            raise CourseError(
                f"{student!r} has handed in nothing for {unit}: there is no folder "
                f"{course.folder('submitted', unit, student)}."
            )
    return wanted or known


def _show(results: list[SubmissionResult], options: argparse.Namespace) -> None:
    results = sorted(results, key=lambda result: (options.units.index(result.unit), result.student))
    if options.json:
        print(json.dumps({"submissions": [result.as_json() for result in results]}, indent=2))
        return
    from rich.console import Console

    from autograder.terminal import results_table

    for unit in options.units:
        if found := [r for r in results if r.unit == unit]:
            Console().print(results_table(unit, found))


def _release(course: Course, options: argparse.Namespace) -> int:
    from autograder.release import release, release_zip

    build = release_zip if options.zip else release
    for unit in options.units or course.units():
        print(f"{unit}: {build(course, unit)}")
    return ALL_GRADED


def _import(course: Course, options: argparse.Namespace) -> int:
    from autograder.lms import as_lines, import_download

    report = import_download(course, options.units[0], options.download)
    print(*as_lines(report), sep="\n")
    return SOME_UNGRADABLE if report.left_out else ALL_GRADED


def _export(course: Course, options: argparse.Namespace) -> int:
    from autograder.course import CourseError
    from autograder.files import write_whole
    from autograder.grades import export_csv, fill_sheet

    if options.sheet is None:
        export_csv(course, options.units, options.to)
        print(options.to)
        return ALL_GRADED
    if len(options.units) != 1:
        raise CourseError("a sheet takes the grades of one unit: name it.")
    try:
        text = options.sheet.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise CourseError(f"{options.sheet} cannot be read ({error}).") from error
    sheet = fill_sheet(course, options.units[0], text)
    write_whole(options.to, sheet.text)
    print(f"{options.to}: {sheet.filled} filled in", *sheet.remarks, sep="\n")
    return ALL_GRADED


def _new(course: Course, options: argparse.Namespace) -> int:
    from autograder.new import new_unit

    print(*new_unit(course, options.unit), sep="\n")
    return ALL_GRADED


def _check(course: Course, options: argparse.Namespace) -> int:
    from rich.console import Console

    from autograder.check import check_unit
    from autograder.check_report import show, watch

    found = []
    for unit in options.units or course.units():
        found.append(check_unit(course, unit, watch))
        if not options.json:
            show(found[-1], Console())
    if options.json:
        print(json.dumps({"units": [unit.as_json() for unit in found]}, indent=2))
    return ALL_GRADED if all(unit.passed for unit in found) else SOME_UNGRADABLE


def _doctor(options: argparse.Namespace) -> int:
    from rich.console import Console

    from autograder.doctor import examine, show

    diagnosis = examine()
    if options.json:
        print(json.dumps(diagnosis.as_json(), indent=2))
    else:
        show(diagnosis, Console())
    return NOT_SANDBOXED if diagnosis.reason else SANDBOXED


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="autograder",
        description="Grade notebooks that students hand in, in a course of nbgrader's form.",
        epilog="`autograder VERB --help` says more of each.",
    )
    verbs = parser.add_subparsers(required=True, metavar="VERB")

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
    grade.set_defaults(run=_grade)

    explain = verbs.add_parser("explain", help="show one student's grade with all its evidence")
    _add_course(explain, units=1)
    explain.add_argument("student", metavar="STUDENT", help="a folder in `submitted`")
    explain.add_argument("--json", action="store_true", help="print it as JSON")
    explain.set_defaults(run=_explain)

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
    report.set_defaults(run=_report)

    release = verbs.add_parser(
        "release", help="build the student edition from the source notebooks"
    )
    _add_course(release, units="*")
    release.add_argument("--zip", action="store_true", help="also as a zip to hand out")
    release.set_defaults(run=_release)

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
    import_.set_defaults(run=_import)

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
    export.set_defaults(run=_export)

    new = verbs.add_parser("new", help="write a unit to start from, with sample submissions")
    new.add_argument("course", metavar="COURSE", help="the folder that holds `source`")
    new.add_argument("unit", metavar="UNIT", help="such as 10_segmentation")
    new.set_defaults(run=_new, units=[])

    check = verbs.add_parser(
        "check",
        help="tell an author whether a unit's tests are any good",
        epilog="Exit codes: 0 all is well, 1 something is to be mended, 2 wrong usage or a fault "
        "of the course, 130 stopped with Ctrl-C.",
    )
    _add_course(check, units="*")
    check.add_argument("--json", action="store_true", help="print what was found as JSON")
    check.set_defaults(run=_check)

    doctor = verbs.add_parser(
        "doctor",
        help="say what this machine can enforce of the sandbox that grading runs in",
        epilog="Exit codes: 0 grading would be sandboxed, 1 it would not.",
    )
    doctor.add_argument("--json", action="store_true", help="print what was found as JSON")
    doctor.set_defaults(run=_doctor)
    return parser


def _positive(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"give a whole number of at least 1, but got {text!r}")
    return int(text)


def _add_course(parser: argparse.ArgumentParser, units: str | int) -> None:
    parser.add_argument("course", metavar="COURSE", help="the folder that holds `source`")
    parser.add_argument("units", metavar="UNIT", nargs=units, help="such as 02_small_similar")


if __name__ == "__main__":
    sys.exit(main())
