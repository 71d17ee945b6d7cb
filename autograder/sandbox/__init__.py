"""Processes that start warm and run shut in.

    with Warm(environment={"TF_CPP_MIN_LOG_LEVEL": "3"}) as warm:
        ours, theirs = socket.socketpair()
        process = warm.start("autograder.judging.student:serve", [theirs], Sandbox(Limits()))
        ending = process.wait()

`no_sandbox_here()` says why there is none on this machine.
"""

from autograder.sandbox.policy import Limits, Sandbox
from autograder.sandbox.processes import Ending, Process, Warm, WarmError
from autograder.sandbox.support import no_sandbox_here

__all__ = ["Ending", "Limits", "Process", "Sandbox", "Warm", "WarmError", "no_sandbox_here"]
