"""What a cell says where only its ending speaks: the same words by whichever way it was run."""

STOPPED = (
    "The notebook's kernel stopped here, or right before: look for exit(), os._exit(), "
    "or something that needs more memory than there is."
)
TAMPERED = (
    "The notebook wrote into its connection to the grader, or changed what the grader's own code "
    "there works with. A person has to look at it."
)
NOT_RUN = "Not run, because an earlier cell stopped the notebook."
STUCK = "This cell ran out of time and could not be interrupted."
TIMEOUT = "This cell took too long and was stopped. Is there a loop that never ends?"
