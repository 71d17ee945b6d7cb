"""The command line: `autograder VERB COURSE [UNIT …]`."""

from __future__ import annotations

import argparse
import atexit
import gc
import json
import os
import sys
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from autograder.cli.arguments import make_parser

if TYPE_CHECKING:
    from autograder.cli.terminal import Interrupts
    from autograder.course.courses import Course
    from autograder.results.results import SubmissionResult

ALL_GRADED, SOME_UNGRADABLE, COURSE_ERROR, INTERRUPTED, READER_GONE = 0, 1, 2, 130, 141
SANDBOXED, NOT_SANDBOXED = 0, 1
Faults = list[dict[str, str]]  # what is at fault in which unit, as JSON has it


def main(arguments: list[str] | None = None) -> int:
    """Run the command line; returns its exit code."""
    atexit.register(gc.freeze)  # or Python looks, for half a second, for what it may forget
    options = make_parser().parse_args(arguments)
    try:
        code = _doctor(options) if options.verb == "doctor" else _run(options)
        sys.stdout.flush()
        return code
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:  # of `| head`, say
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # for what is left to say
        return READER_GONE


def _run(options: argparse.Namespace) -> int:
    """Do in a course what was asked for; what is at fault is told."""
    if options.verb in ("grade", "check") and not vars(options).get("scheduler"):
        _begin_to_warm_up()
    _do_without_grammar()
    warnings.filterwarnings("ignore", module="nbgrader")  # its own, which nobody here can mend
    from autograder.course.courses import open_course

    faults: Faults = []
    with _telling(faults):
        course = open_course(options.course)
        course.check_units(options.units)
    if not faults:
        with _telling(faults, course):
            return VERBS[options.verb](course, options)
    return COURSE_ERROR


@contextmanager
def _telling(faults: Faults, course: Course | None = None, unit: str = "") -> Iterator[None]:
    """Tell what is at fault in a `with` statement, add it to the others, and go on after it."""
    from sqlalchemy.exc import DBAPIError

    from autograder.course.courses import CourseError

    try:
        yield
        return
    except CourseError as error:
        problem = str(error)
    except DBAPIError as error:
        where = f" {course.directory().db_url}" if course else ""
        problem = (
            f"the gradebook{where} cannot be used ({error.orig}). If another program holds it, "
            "wait until that is done; if it is damaged, put a copy back. Grading again brings back "
            "what a program graded, but not what a person gave by hand."
        )
    except BrokenPipeError:
        raise
    except OSError as error:  # a full disk, a folder that may not be written
        problem = f"{error}: fix that, then run the same command again."
    faults.append({"unit": unit, "message": problem})
    _warn(": ".join(filter(None, ["autograder", unit, problem])))


def _do_without_grammar() -> None:
    """Save the second in which jsonschema, which nbformat imports, builds a grammar of addresses.

    jsonschema can do without, and nothing here asks it for addresses.
    """
    sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]


def _begin_to_warm_up() -> None:
    """Have the warm process import Keras while this one imports nbgrader and reads the course."""
    from autograder.grading.warm_process import warm_process
    from autograder.sandbox import no_sandbox_here

    if not no_sandbox_here():
        warm_process().begin()


def _grade(course: Course, options: argparse.Namespace) -> int:
    from autograder.cli.terminal import Interrupts

    results: list[SubmissionResult] = []
    faults: Faults = []
    with Interrupts() as interrupts:
        for unit in options.units:
            with _telling(faults, course, unit):
                _grade_unit(course, unit, options, interrupts, results)
            if interrupts.count:
                break
    _show(results, faults, options)
    if interrupts.count:
        print("Stopped. What is graded is kept; the same command goes on.", file=sys.stderr)
        return INTERRUPTED
    if faults:
        return COURSE_ERROR
    return SOME_UNGRADABLE if any(r.status != "graded" for r in results) else ALL_GRADED


def _grade_unit(
    course: Course,
    unit: str,
    options: argparse.Namespace,
    interrupts: Interrupts,
    results: list[SubmissionResult],
) -> None:
    from autograder.cli.terminal import with_progress
    from autograder.grading.batch import Options, open_batch, workers_here

    students = _students(course, unit, options.student)
    if not students:
        _warn(
            f"{unit}: no submissions found; put them in "
            f"{course.folder('submitted', unit, 'STUDENT')}."
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
    from autograder.results.results import read_result

    (unit,) = options.units
    _students(course, unit, [options.student])
    result = read_result(course, unit, options.student)
    if options.json:
        print(json.dumps(result.as_json(), indent=2))
        return ALL_GRADED
    from rich.console import Console

    from autograder.cli.explain import explanation

    Console().print(explanation(result))
    return ALL_GRADED


def _report(course: Course, options: argparse.Namespace) -> int:
    from autograder.reports.class_report import write_report

    to = options.output or course.root / "report.html"
    write_report(course, options.units, to, options.formgrader)
    _say(to)
    return ALL_GRADED


def _say(*lines: object) -> None:
    """Print each on a line of its own, whatever names and messages stand in it."""
    from autograder.core.printable import printable

    for line in lines:
        print(printable(line, one_line=True))


def _warn(message: str) -> None:
    """Print a message on stderr, which may have several lines."""
    from autograder.core.printable import printable

    print(printable(message), file=sys.stderr)


def _students(course: Course, unit: str, wanted: list[str] | None) -> list[str]:
    from autograder.course.courses import CourseError

    known = course.students(unit)
    for student in wanted or []:
        if student not in known:
            raise CourseError(
                f"{student!r} has handed in nothing for {unit}: there is no folder "
                f"{course.folder('submitted', unit, student)}."
            )
    return wanted or known


def _show(results: list[SubmissionResult], faults: Faults, options: argparse.Namespace) -> None:
    results = sorted(results, key=lambda result: (options.units.index(result.unit), result.student))
    if options.json:
        found = {"submissions": [result.as_json() for result in results], "faults": faults}
        print(json.dumps(found, indent=2))
        return
    from rich.console import Console

    from autograder.cli.terminal import results_table

    for unit in options.units:
        if graded := [r for r in results if r.unit == unit]:
            Console().print(results_table(unit, graded))


def _release(course: Course, options: argparse.Namespace) -> int:
    from autograder.authoring.release import release, release_zip

    build = release_zip if options.zip else release
    faults: Faults = []
    for unit in options.units or course.units():
        with _telling(faults, course, unit):
            _say(f"{unit}: {build(course, unit)}")
    return COURSE_ERROR if faults else ALL_GRADED


def _import(course: Course, options: argparse.Namespace) -> int:
    from autograder.submissions.lms import as_lines, import_download

    report = import_download(course, options.units[0], options.download)
    _say(*as_lines(report))
    return SOME_UNGRADABLE if report.left_out else ALL_GRADED


def _export(course: Course, options: argparse.Namespace) -> int:
    from autograder.core.files import write_whole
    from autograder.course.courses import CourseError
    from autograder.reports.grade_sheets import export_csv, fill_sheet

    if options.sheet is None:
        export_csv(course, options.units, options.to)
        _say(options.to)
        return ALL_GRADED
    if len(options.units) != 1:
        raise CourseError("a sheet takes the grades of one unit: name it.")
    try:
        text = options.sheet.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise CourseError(f"{options.sheet} cannot be read ({error}).") from error
    try:
        sheet = fill_sheet(course, options.units[0], text)
    except CourseError as error:
        raise CourseError(f"{options.sheet}: {error}") from error
    write_whole(options.to, sheet.text)
    _say(f"{options.to}: {sheet.filled} filled in", *sheet.remarks)
    return ALL_GRADED


def _new(course: Course, options: argparse.Namespace) -> int:
    from autograder.authoring.new_unit import new_unit

    _say(*new_unit(course, options.unit))
    return ALL_GRADED


def _check(course: Course, options: argparse.Namespace) -> int:
    from rich.console import Console

    from autograder.authoring.check import check_unit
    from autograder.cli.check_report import show, watch

    found = []
    faults: Faults = []
    for unit in options.units or course.units():
        with _telling(faults, course, unit):
            found.append(check_unit(course, unit, watch))
            if not options.json:
                show(found[-1], Console())
    if options.json:
        told = {"units": [unit.as_json() for unit in found], "faults": faults}
        print(json.dumps(told, indent=2))
    if faults:
        return COURSE_ERROR
    return ALL_GRADED if all(unit.passed for unit in found) else SOME_UNGRADABLE


def _doctor(options: argparse.Namespace) -> int:
    from rich.console import Console

    from autograder.cli.doctor import examine, show

    diagnosis = examine()
    if options.json:
        print(json.dumps(diagnosis.as_json(), indent=2))
    else:
        show(diagnosis, Console())
    return NOT_SANDBOXED if diagnosis.reason else SANDBOXED


VERBS = {
    "grade": _grade, "explain": _explain, "report": _report, "release": _release,
    "import": _import, "export": _export, "new": _new, "check": _check,
}  # fmt: skip

if __name__ == "__main__":
    sys.exit(main())
