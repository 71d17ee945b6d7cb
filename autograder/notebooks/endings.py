"""Messages for cells that ended without an error of their own, whichever way they were run."""

STOPPED = (
    "The notebook's kernel stopped here, or right before: look for exit(), os._exit(), "
    "or something that needs more memory than there is."
)
TAMPERED = (
    "The notebook wrote into its connection to the grader, or changed what the grader's own code "
    "there works with. A person has to look at it."
)
NOT_RUN = "Not run, because an earlier cell, which it needs, stopped the notebook."
STUCK = "This cell ran out of time and could not be interrupted."
NOT_SOLVED = "Not solved yet: the cell still raises NotImplementedError."
TIMEOUT = "This cell took too long and was stopped. Is there a loop that never ends?"
NO_SCORE = (
    "This test's last line gave {value}, where a number of points from 0 to {points:g} is wanted. "
    "That is the test's fault: end it with such a number, or with nothing. A person has to look."
)


def stopped_after(took: str) -> str:
    """What a cell says that was stopped, where it is known how long it took, of which time.

    >>> stopped_after("30 s of computing")
    'This cell was stopped after 30 s of computing. Is there a loop that never ends?'
    """
    return f"This cell was stopped after {took}. Is there a loop that never ends?"
