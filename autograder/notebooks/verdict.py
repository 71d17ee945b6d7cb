"""Verdicts: how a graded cell ended, and how that is told wherever it is told."""

from __future__ import annotations

from enum import StrEnum


class Verdict(StrEnum):
    """How a graded cell ended; as text, its name.

    Attributes:
        label: what a student reads.
        colour: of its badge and bar: good, part, bad, broken or open (see `page.css`).
        terminal: its colour in a terminal.
        error: the class of the error that its cell ends with where it has none of its own; for
            nbgrader gives points to a cell without one.

    >>> Verdict("out_of_memory").label
    'Out of memory'
    >>> Verdict.TAMPERED.for_a_person, Verdict.TAMPERED.waits, Verdict.PENDING.for_a_person
    (True, True, False)
    """

    label: str
    colour: str
    error: str

    PASSED = "passed", "Passed", "good", "Error"
    PARTIAL = "partial", "Partially correct", "part", "Error"
    FAILED = "failed", "Not passed", "bad", "AssertionError"
    ERROR = "error", "Error", "broken", "Error"
    TIMEOUT = "timeout", "Too slow", "broken", "CellTimeoutError"
    OUT_OF_MEMORY = "out_of_memory", "Out of memory", "broken", "MemoryError"
    CRASHED = "crashed", "Crashed", "broken", "DeadKernelError"
    NOT_RUN = "not_run", "Not run", "open", "NotRun"
    TAMPERED = "tampered", "Waiting", "open", "Tampered"
    NO_SCORE = "no_score", "Waiting", "open", "NoScore"
    UNGRADABLE = "ungradable", "Waiting", "open", "Ungradable"
    PENDING = "pending", "Waiting", "open", "Error"

    def __new__(cls, name: str, label: str = "", colour: str = "", error: str = "") -> Verdict:
        member = str.__new__(cls, name)
        member._value_ = name
        member.label = label
        member.colour = colour
        member.error = error
        return member

    @property
    def terminal(self) -> str:
        """Its colour in a terminal."""
        return {"good": "green", "bad": "red", "broken": "red"}.get(self.colour, "yellow")

    @property
    def for_a_person(self) -> bool:
        """Whether no program could judge: the cell then has no points, not even 0."""
        return self in (Verdict.TAMPERED, Verdict.NO_SCORE, Verdict.UNGRADABLE)

    @property
    def waits(self) -> bool:
        """Whether a person has to give the points."""
        return self is Verdict.PENDING or self.for_a_person

    @classmethod
    def of_error(cls, name: str) -> Verdict:
        """The verdict of a test that earned nothing, by the class of its error.

        What a person decides is decided: no error of this name leaves a cell to one.

        >>> Verdict.of_error("NotImplementedError"), Verdict.of_error("ValueError")
        (<Verdict.FAILED: 'failed'>, <Verdict.ERROR: 'error'>)
        >>> Verdict.of_error("Tampered")
        <Verdict.ERROR: 'error'>
        """
        if name == "NotImplementedError":  # nbgrader's stub in place of an answer
            return cls.FAILED
        told = (cls.FAILED, cls.TIMEOUT, cls.CRASHED, cls.NOT_RUN)
        return next((verdict for verdict in told if verdict.error == name), cls.ERROR)
