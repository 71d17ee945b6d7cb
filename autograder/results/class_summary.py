"""What the results of a class come to: distribution, difficulty and time, commonest failures."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from statistics import mean, median

from autograder.notebooks.verdict import Verdict
from autograder.results.results import SubmissionResult, TestResult

_VARYING = re.compile(r"'[^']*'|\d+(?:\.\d+)?(?:e[+-]?\d+)?")


@dataclass(frozen=True)
class Submission:
    """One graded submission, with what its graded notebook shows beside the points."""

    result: SubmissionResult
    seconds: dict[str, float] = field(default_factory=dict)  # of CPU time, by exercise
    answers: dict[str, str] = field(default_factory=dict)  # code that a test is about, by its name
    feedback: str = ""  # address of the page, seen from the report
    formgrader: str = ""  # address in formgrader

    @property
    def doubtful(self) -> list[TestResult]:
        """Tests that no program could judge: tampered with, or ungradable."""
        return [test for test in self.result.tests if test.verdict.for_a_person]

    @property
    def share(self) -> float | None:
        """Points earned of those that are decided, 0 to 1; None if a person has to decide first."""
        if self.result.score is None or not self.result.decided or self.doubtful:
            return None
        return min(1.0, self.result.earned / self.result.decided)


@dataclass(frozen=True)
class TestSummary:
    """How a class did in one test."""

    title: str
    verdicts: dict[Verdict, int]  # how many came to each


@dataclass(frozen=True)
class ExerciseSummary:
    """How a class did in one exercise.

    `difficulty` is that of test theory, also called facility: the mean share of the points that
    was earned, 1 where everybody earned them all. It is None while all of them wait for a person.
    `seconds` are the median and the most that its cells took, of CPU time.
    """

    title: str
    difficulty: float | None
    full_marks: int
    submissions: int  # that have points here
    waiting: int  # that have none yet
    seconds: tuple[float, float] | None
    tests: list[TestSummary]


@dataclass(frozen=True)
class Failure:
    """Submissions that failed one test with the same words; the first one is the example."""

    test: TestResult
    submissions: list[Submission]

    @property
    def answer(self) -> str:
        """The example's code."""
        return self.submissions[0].answers.get(self.test.test, "")


def distribution(submissions: list[Submission]) -> list[int]:
    """How many earned 0 to 9 % of the points that are decided, 10 to 19 %, … and, last, all.

    >>> distribution([])
    [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]
    """
    shares = [share for submission in submissions if (share := submission.share) is not None]
    counts = Counter(int(10 * share + 1e-9) for share in shares)
    return [counts[step] for step in range(11)]


def exercises(submissions: list[Submission]) -> list[ExerciseSummary]:
    """How the class did in each exercise, in the order of the unit."""
    by_exercise: dict[str, list[tuple[Submission, list[TestResult]]]] = defaultdict(list)
    for submission in submissions:
        parts: dict[str, list[TestResult]] = defaultdict(list)
        for test in submission.result.tests:
            parts[test.exercise].append(test)
        for title, tests in parts.items():
            by_exercise[title].append((submission, tests))
    return [_exercise(title, parts) for title, parts in by_exercise.items()]


def commonest_failures(submissions: list[Submission], most: int = 10) -> list[Failure]:
    """What went wrong most often, commonest first; messages may differ in numbers and names.

    A test that was not run is left out: what stopped the notebook is a failure of its own.
    """
    alike: dict[tuple[str, str], list[tuple[Submission, TestResult]]] = defaultdict(list)
    for submission in submissions:
        for test in submission.result.tests:
            if not (
                test.verdict in (Verdict.PASSED, Verdict.NOT_RUN) or test.waits or test.by_hand
            ):
                alike[test.test, _VARYING.sub("#", test.message)].append((submission, test))
    largest = sorted(alike.values(), key=len, reverse=True)[:most]
    return [Failure(found[0][1], [submission for submission, _ in found]) for found in largest]


def _exercise(title: str, parts: list[tuple[Submission, list[TestResult]]]) -> ExerciseSummary:
    shares = []
    verdicts: dict[str, Counter[Verdict]] = defaultdict(Counter)
    titles = {}
    for _, tests in parts:
        decided = [test for test in tests if not test.waits]
        if points := sum(test.points for test in decided):
            shares.append(sum(test.score or 0 for test in decided) / points)
        for test in tests:
            verdicts[test.test][test.verdict] += 1
            titles[test.test] = test.title
    seconds = [took for submission, _ in parts if (took := submission.seconds.get(title))]
    return ExerciseSummary(
        title=title,
        difficulty=mean(shares) if shares else None,
        full_marks=sum(share >= 1 for share in shares),
        submissions=len(shares),
        waiting=len(parts) - len(shares),
        seconds=(median(seconds), max(seconds)) if seconds else None,
        tests=[
            TestSummary(titles[name], {v: counts[v] for v in Verdict if counts[v]})
            for name, counts in verdicts.items()
        ],
    )
