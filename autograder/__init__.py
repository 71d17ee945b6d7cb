"""Grade what students hand in, with nbgrader's gradebook and a report that they understand.

On the command line: `autograder grade course 02_small_similar`.
In `nbgrader_config.py`, so that plain nbgrader grades by the same rules:

    import autograder
    autograder.configure(get_config())
"""

from autograder.course.configuration import configure

__all__ = ["configure"]
