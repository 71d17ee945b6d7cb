"""Whether a unit's tests are any good, before a student meets them.

The solution, the blank student edition and the sample submissions are handed in to a copy of the
course and graded there; the solution with one small fault at a time (a mutant) is tried out on the
tests of the exercise that the fault is in, as are single answers, right and wrong; and the solution
as it is from a number of seeds.
"""

from __future__ import annotations

import shutil
import tempfile
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, TypeVar

from nbformat import NotebookNode
from nbgrader.utils import is_grade, is_solution

from autograder.authoring import answers
from autograder.authoring.answers import Answer
from autograder.authoring.mutants import Mutant, mutants
from autograder.authoring.release import release
from autograder.authoring.samples import Sample, differences, hand_in, load_samples, samples_folder
from autograder.authoring.try_mutants import only, try_out, with_answer
from autograder.course.courses import Course, CourseError, open_course
from autograder.course.generating import read_source
from autograder.grading.batch import Options, grade_unit, open_batch, workers_here
from autograder.notebooks.verdict import Verdict
from autograder.results.record import Record
from autograder.results.results import SubmissionResult
from autograder.sandbox import no_sandbox_here

LEAST_MUTANTS = 10
SEEDS = range(20)  # that hidden inputs are drawn from; samples and mutants meet the first alone
FEW_SEEDS = SEEDS[:2]  # that single answers meet: there are hundreds of them
SOLUTION, BLANK = "the-solution", "the-blank-edition"
EQUIVALENT = "equivalent.toml"
WRITTEN = ("gradebook.db*", "submitted", "autograded", "feedback", ".ipynb_checkpoints")
Loaded = TypeVar("Loaded")
Watch = Callable[[Iterable[Any], int], Iterable[Any]]


@dataclass(frozen=True)
class Exercise:
    """Solution cells, and the tests that follow them."""

    answers: tuple[str, ...]  # by grade_id
    tests: tuple[str, ...]

    def __str__(self) -> str:
        return ", ".join(self.answers)


@dataclass(frozen=True)
class Score:
    """How many faults in an exercise's solution its tests find."""

    exercise: str
    mutants: int  # without the equivalent ones
    killed: int
    equivalent: int
    survivors: list[str]  # as diffs

    @property
    def share(self) -> float:
        """Killed ones among all: from 0 to 1."""
        return self.killed / self.mutants if self.mutants else 0.0


@dataclass(frozen=True)
class UnitCheck:
    """What was found in a unit: faults in words, and a score for each exercise."""

    unit: str
    faults: list[str]
    scores: list[Score]

    @property
    def passed(self) -> bool:
        """Whether nothing is left to mend."""
        return not self.faults and not any(score.survivors for score in self.scores)

    def as_json(self) -> dict[str, Any]:
        """All of it, as JSON knows it."""
        return asdict(self) | {"passed": self.passed}


def check_unit(course: Course, unit: str, watch: Watch = lambda results, _: results) -> UnitCheck:
    """Grade what a unit's solution, samples and mutants earn, and compare it with what they should.

    Args:
        course: from `open_course`; nothing in it is changed.
        unit: a unit of the course.
        watch: is given results as they come, and their number, twice; yields them on.

    Raises:
        CourseError: the unit's source or one of its samples is at fault.
    """
    source = _source(course, unit)
    folder = samples_folder(course.root) / unit
    faulty = _mutants(unit, source)
    equivalent = read_equivalent(folder / EQUIVALENT)
    judged = {name: pair for name, pair in faulty.items() if _key(*pair) not in equivalent}
    known = [
        Sample(unit, SOLUTION, "right", "The author's own answers.", {}, []),
        Sample(unit, BLANK, "wrong", "As it was handed out.", {}, [], base="blank"),
        *_read(load_samples, folder),
    ]
    tried = _read(answers.load_answers, folder)
    asked = exercises(source)
    _check_exercises(tried, asked)
    with scratch_course(course, unit) as scratch:
        results = _grade(scratch, unit, known, watch)
        records = _try_out(scratch, unit, asked, judged, tried, watch)
    faults = [fault for sample in known for fault in _faults(sample, results[sample.name])]
    unused = equivalent.keys() - {_key(*pair) for pair in faulty.values()}
    faults += [
        f"{EQUIVALENT}: the solution has no mutant that turns {was!r} into {becomes!r} "
        f"in {answer!r}: mend or delete this entry"
        for answer, was, becomes in sorted(unused)
    ]
    faults += [
        f"{exercise}: the solution fails its tests where the other exercises' tests are left out"
        for exercise in asked
        if not _survives(exercise, records[str(exercise)])
    ]
    for answer in tried:
        tests = next(exercise.tests for exercise in asked if answer.exercise in exercise.answers)
        found = {seed: records[_from(seed, answer)] for seed in FEW_SEEDS}
        faults += answers.faults(answer, tests, found)
    faults += _by_luck([test for exercise in asked for test in exercise.tests], records)
    scores = [_score(exercise, faulty, judged, records) for exercise in asked]
    return UnitCheck(unit, faults + _too_few(scores), scores)


def _source(course: Course, unit: str) -> NotebookNode:
    path = course.folder("source", unit) / f"{unit}.ipynb"
    if course.notebooks(unit) != [unit]:
        raise CourseError(
            f"{path.parent} should hold one notebook, {path.name}, but it holds "
            f"{', '.join(course.notebooks(unit))}: rename it, or make a unit of each."
        )
    return read_source(path, as_version=4)


def _read(load: Callable[[Path], list[Loaded]], folder: Path) -> list[Loaded]:
    try:
        return load(folder)
    except (SyntaxError, ValueError) as error:
        raise CourseError(f"a sample in {folder} cannot be read: {error}") from error


def _check_exercises(tried: list[Answer], asked: list[Exercise]) -> None:
    known = {name for exercise in asked for name in exercise.answers}
    if strangers := sorted({answer.exercise for answer in tried} - known):
        raise CourseError(f"there are answers to {strangers[0]!r}, which is no exercise.")


def exercises(source: NotebookNode) -> list[Exercise]:
    """The exercises that a machine can grade, in order."""
    found: list[Exercise] = []
    for cell in source.cells:
        if cell.cell_type != "code" or not (is_solution(cell) or is_grade(cell)):
            continue
        name = cell.metadata.nbgrader.grade_id
        last = found[-1] if found else Exercise((), ())
        if not is_solution(cell):
            found[-1:] = [Exercise(last.answers, (*last.tests, name))]
        elif last.tests or not found:
            found.append(Exercise((name,), ()))
        else:
            found[-1] = Exercise((*last.answers, name), ())
    return [exercise for exercise in found if exercise.answers and exercise.tests]


def _mutants(unit: str, source: NotebookNode) -> dict[str, tuple[str, Mutant]]:
    """Each mutant of a solution cell, as (grade_id, mutant), by the name it is handed in under."""
    cells = {
        cell.metadata.nbgrader.grade_id: cell.source for cell in source.cells if is_solution(cell)
    }
    found = {}
    for answer in [answer for exercise in exercises(source) for answer in exercise.answers]:
        try:
            changed = mutants(cells[answer])
        except SyntaxError as error:
            raise CourseError(
                f"{unit}: the solution {answer!r} is no plain Python ({error}): move magics "
                "into a cell of their own."
            ) from error
        found.update({f"mutant-{answer}-{n}": (answer, m) for n, m in enumerate(changed, start=1)})
    return found


def _key(answer: str, mutant: Mutant) -> tuple[str, str, str]:
    return (answer, *mutant.change)


def read_equivalent(path: Path) -> dict[tuple[str, str, str], str]:
    """Mutants that are right too, by answer and changed lines, each with the author's reason.

    [[mutant]]
    answer = "svm_predict"
    was = "svm = LinearSVC(C=0.01)"
    becomes = "svm = LinearSVC(C=0.001)"
    reason = "How much to regularise is left to the student."
    """
    if not path.exists():
        return {}
    try:
        entries = tomllib.loads(path.read_text())["mutant"]
        found = {(e["answer"], e["was"], e["becomes"]): e["reason"] for e in entries}
    except (tomllib.TOMLDecodeError, KeyError, TypeError) as error:
        raise CourseError(
            f"{path}: {error!r}. It should be a list of [[mutant]] with answer, was, becomes "
            "and reason."
        ) from error
    if missing := [key for key, reason in found.items() if not reason.strip()]:
        raise CourseError(f"{path}: say for what reason {missing[0]} is right too.")
    return found


def _grade(
    scratch: Course, unit: str, handed_in: list[Sample], watch: Watch
) -> dict[str, SubmissionResult]:
    release(scratch, unit)
    try:
        hand_in(scratch.root, handed_in, scratch.folder("release", unit).parent)
    except ValueError as error:
        raise CourseError(f"a sample submission does not fit its unit: {error}") from error
    graded = grade_unit(scratch, unit, scratch.students(unit), _options(scratch, unit))
    return {result.student: result for result in watch(graded, len(handed_in))}


def _try_out(
    scratch: Course,
    unit: str,
    asked: list[Exercise],
    judged: dict[str, tuple[str, Mutant]],
    tried: list[Answer],
    watch: Watch,
) -> dict[str, Record]:
    batch = open_batch(scratch, unit, _options(scratch, unit))
    source = batch.sources[unit]
    tries = {str(exercise): (only(source, exercise.tests), SEEDS[0]) for exercise in asked}
    parts = {a: tries[str(exercise)][0] for exercise in asked for a in exercise.answers}
    for name, (answer, mutant) in judged.items():
        tries[name] = (with_answer(parts[answer], answer, mutant.source), SEEDS[0])
    for each in tried:
        notebook = with_answer(parts[each.exercise], each.exercise, each.text)
        tries |= {_from(seed, each): (notebook, seed) for seed in FEW_SEEDS}
    tries |= {_from(seed): (source, seed) for seed in SEEDS}
    return dict(watch(try_out(batch, tries), len(tries)))


def _from(seed: int, what: object = SOLUTION) -> str:
    return f"{what} from seed {seed}"


def _options(course: Course, unit: str) -> Options:
    sandbox = not no_sandbox_here()  # what is graded is the author's own
    return Options(workers_here(), limits=course.limits(unit), sandbox=sandbox)


@contextmanager
def scratch_course(course: Course, unit: str) -> Iterator[Course]:
    """A copy of a course with this unit alone, in which nobody has handed in; it goes in the end.

    Its seed is always the same, so that what was found is found again.

    Raises:
        CourseError: the configuration names folders by their full path, so that a copy would
            write into the course.
    """
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder).resolve() / "parent" / course.root.name
        source = course.folder("source", unit)
        ignore = shutil.ignore_patterns(*WRITTEN)
        if not source.is_relative_to(course.root):
            raise CourseError(f"{source} is outside the course {course.root}: move it there.")
        shutil.copytree(source, root / source.relative_to(course.root), ignore=ignore)
        if (config := course.root / "nbgrader_config.py").exists():
            shutil.copy(config, root)
        (root / ".autograder_seed").write_text(f"{SEEDS[0]}\n")
        scratch = open_course(root)
        for step in ("source", "release", "submitted", "autograded", "feedback"):
            if not scratch.folder(step, unit).resolve().is_relative_to(folder):
                raise CourseError(
                    f"c.CourseDirectory.{step}_directory is a full path: make it relative to the "
                    "course, so that a copy of the course can be checked."
                )
        yield scratch


def _faults(sample: Sample, result: SubmissionResult) -> list[str]:
    if sample.name == BLANK:
        earned = [test for test in result.tests if test.score]
        return [
            f"{BLANK}: {test.test} gives {test.score:g} of {test.points:g} points for nothing"
            for test in earned
        ]
    found = differences(sample, result.as_json())
    return [f"{sample.name}: {difference}" for difference in found]


def _score(
    exercise: Exercise,
    faulty: dict[str, tuple[str, Mutant]],
    judged: dict[str, tuple[str, Mutant]],
    records: Mapping[str, Record],
) -> Score:
    own = {name: mutant for name, (a, mutant) in judged.items() if a in exercise.answers}
    alive = [mutant.diff for name, mutant in own.items() if _survives(exercise, records[name])]
    equivalent = sum(a in exercise.answers for a, _ in faulty.values()) - len(own)
    return Score(str(exercise), len(own), len(own) - len(alive), equivalent, alive)


def _survives(exercise: Exercise, record: Record) -> bool:
    return all(record.tests[test].verdict is Verdict.PASSED for test in exercise.tests)


def _by_luck(tests: list[str], records: Mapping[str, Record]) -> list[str]:
    found = []
    for test in tests:
        tried = [records[_from(seed)].tests[test] for seed in SEEDS]
        failed = [record for record in tried if record.verdict is not Verdict.PASSED]
        if 0 < len(failed) < len(tried):
            found.append(
                f"{test}: the solution passes or fails by luck (it fails with {len(failed)} of "
                f"{len(tried)} seeds): {failed[0].message}"
            )
    return found


def _too_few(scores: list[Score]) -> list[str]:
    return [
        f"{score.exercise}: only {score.mutants} mutants could be made, {LEAST_MUTANTS} should "
        "be: ask for more in this exercise, or join it with the next"
        for score in scores
        if score.mutants < LEAST_MUTANTS
    ]
