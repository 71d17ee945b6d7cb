"""nbgrader's configuration of this course; `autograder` reads it too."""

import os

import autograder

c = get_config()  # noqa: F821 (nbgrader provides it)

c.CourseDirectory.course_id = "transfer-learning"
c.CourseDirectory.release_directory = "../notebooks"  # the student edition, in git

c.ExecutePreprocessor.timeout = 120  # seconds for one cell
c.ExecutePreprocessor.startup_timeout = 120  # seconds for a kernel to start on a busy machine

# Whatever a student chose, grading downloads nothing, and keeps nothing for the next one.
os.environ.update(TLKIT_SOURCE="embedded", TLKIT_CACHE="off")

# From here on, plain `nbgrader autograde` and formgrader grade as `autograder grade` does: stderr
# costs nothing, cells tagged `lesson` are skipped, tests and tags come from the source, a crash
# keeps what was earned before, and students get a feedback page without hidden tests.
autograder.configure(c)
