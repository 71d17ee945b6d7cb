"""What the results of a class come to, on results written by hand."""

from __future__ import annotations

from typing import Any

import pytest

from autograder.notebooks.verdict import Verdict
from autograder.results import results
from autograder.results.class_summary import Submission, commonest_failures, distribution, exercises


def judged(verdict: str, score: float | None, **more: Any) -> results.TestResult:
    known = {"test": "t", "title": "Check", "exercise": "One", "points": 4.0, "message": ""}
    return results.TestResult(
        **{**known, "by_hand": False, **more}, verdict=Verdict(verdict), score=score
    )


def by(student: str, *tests: results.TestResult, **more: Any) -> Submission:
    result = results.SubmissionResult(
        "unit", student, more.pop("status", "graded"), tests=list(tests)
    )
    return Submission(result, **more)


def test_distribution_counts_tenths_and_full_marks_apart() -> None:
    scores = [0, 0.39, 0.4, 3.59, 3.6, 3.99, 4, 4]
    found = distribution([by("a", judged("partial", score)) for score in scores])
    assert found == [2, 1, 0, 0, 0, 0, 0, 0, 1, 2, 2]


def test_tenths_are_not_lost_to_rounding() -> None:
    found = distribution([by("a", judged("partial", 0.3, points=1.0))])
    assert found.index(1) == 3


def test_what_waits_is_not_in_the_distribution() -> None:
    waits = judged("pending", None, by_hand=True)
    assert distribution([by("a", judged("passed", 4), waits)])[10] == 1
    assert sum(distribution([by("b", waits), by("c", waits, status="ungradable")])) == 0


def test_difficulty_is_the_share_that_was_earned() -> None:
    class_ = [
        by("a", judged("passed", 4), judged("failed", 0, test="u", points=1.0)),
        by("b", judged("partial", 1), judged("passed", 1, test="u", points=1.0)),
        by("c", judged("ungradable", None), judged("ungradable", None, test="u", points=1.0)),
    ]
    (found,) = exercises(class_)
    assert found.difficulty == pytest.approx((4 / 5 + 2 / 5) / 2)
    assert (found.full_marks, found.submissions, found.waiting) == (0, 2, 1)
    assert found.tests[0].verdicts == {"passed": 1, "partial": 1, "ungradable": 1}


def test_time_is_the_median_and_the_most() -> None:
    class_ = [by("a", judged("passed", 4), seconds={"One": took}) for took in (3.0, 1.0, 20.0)]
    assert exercises(class_)[0].seconds == (3.0, 20.0)
    assert exercises([by("a", judged("passed", 4))])[0].seconds is None


def test_an_exercise_that_waits_has_no_difficulty() -> None:
    (found,) = exercises([by("a", judged("pending", None, by_hand=True))])
    assert found.difficulty is None


def test_failures_that_differ_in_numbers_and_names_are_one() -> None:
    messages = ["Found 3 of 'ab'.", "Found 4.5 of 'c'.", "Found None."]
    class_ = [
        by(str(n), judged("failed", 0, message=message), answers={"t": f"answer {n}"})
        for n, message in enumerate(messages)
    ]
    first, second = commonest_failures(class_)
    assert [s.result.student for s in first.submissions] == ["0", "1"]
    assert (first.test.message, first.answer) == ("Found 3 of 'ab'.", "answer 0")
    assert second.test.message == "Found None."


def test_only_so_many_failures() -> None:
    class_ = [by(letter, judged("failed", 0, message=letter)) for letter in "abcde"]
    assert len(commonest_failures(class_, most=3)) == 3


@pytest.mark.parametrize("verdict", ["passed", "not_run", "pending", "tampered", "ungradable"])
def test_is_no_failure(verdict: str) -> None:
    assert commonest_failures([by("a", judged(verdict, 0))]) == []
