"""Answers to single exercises, right ones and wrong ideas, with what each should meet.

Each is a file `UNIT/answers/EXERCISE/KIND_NAME.py` in the course's `samples_folder`, where
EXERCISE is the grade_id of a solution cell, KIND is `right` or `wrong`, and NAME says the style or
the mistake. It holds what the student wrote into that cell, below comments that say more:

    # about: takes the codes before the ReLU
    # says: smaller than 0

`about` is one sentence; `says`, of a wrong answer, a part of what a failing test should tell. All
other cells are the author's, so hundreds of answers are tried as fast as mutants are.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from autograder.notebooks.verdict import Verdict
from autograder.results.record import Record

FOLDER = "answers"
_ENTRY = re.compile(r"# (\w+): (.+)")
_NAME = re.compile(r"(right|wrong)_[a-z0-9_]+")


@dataclass(frozen=True)
class Answer:
    """One answer to one exercise."""

    exercise: str  # the grade_id of its cell
    name: str
    about: str
    says: str
    text: str

    def __str__(self) -> str:
        return f"{FOLDER}/{self.exercise}/{self.name}"

    @property
    def is_right(self) -> bool:
        """Whether it should earn all points."""
        return self.name.startswith("right")


def load_answers(folder: Path) -> list[Answer]:
    """The answers in a unit's folder of samples, by exercise and name.

    Raises:
        ValueError: a file has another name, is no text, or does not say what it is about.
    """
    return [_load(path) for path in sorted(folder.glob(f"{FOLDER}/*/*.py"))]


def _load(path: Path) -> Answer:
    if not _NAME.fullmatch(path.stem):
        raise ValueError(f"{path}: call it right_NAME.py or wrong_NAME.py, in small letters.")
    entries: dict[str, str] = {}
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()  # some editors begin with a mark
    except UnicodeDecodeError as error:
        raise ValueError(f"{path}: save it as text in UTF-8 ({error.reason}).") from error
    while lines and (entry := _ENTRY.fullmatch(lines[0].strip())):
        entries[entry[1]] = entry[2]
        del lines[0]
    if "about" not in entries:
        raise ValueError(f"{path}: say in its first line what it is: `# about: …`.")
    says = entries.get("says", "")
    return Answer(path.parent.name, path.stem, entries["about"], says, "\n".join(lines).strip())


def faults(answer: Answer, tests: Sequence[str], records: Mapping[int, Record]) -> list[str]:
    """What an answer earned that it should not have, or did not earn that it should have.

    Args:
        answer: from `load_answers`.
        tests: the tests of its exercise.
        records: by seed, what examining it found.
    """
    failed = {
        seed: [found for test in tests if (found := record.tests[test]).verdict != Verdict.PASSED]
        for seed, record in records.items()
    }
    wrong_seeds = [seed for seed, fails in failed.items() if bool(fails) == answer.is_right]
    if wrong_seeds:
        share = f"with {len(wrong_seeds)} of {len(records)} seeds"
        if answer.is_right:
            message = failed[wrong_seeds[0]][0].message
            return [f"{answer} is right, but fails {share}: {message}"]
        return [f"{answer} is wrong ({answer.about}), but passes {share}"]
    messages = [found.message for found in next(iter(failed.values()), [])]
    if answer.says and not any(answer.says in message for message in messages):
        return [f"{answer} should hear {answer.says!r}, but hears {messages[0]!r}"]
    return []
