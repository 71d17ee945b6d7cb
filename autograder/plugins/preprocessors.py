"""The steps that we put into nbgrader's autograde; `autograder.configure` plugs them in."""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import Any

import nbformat
from nbclient.exceptions import CellTimeoutError, DeadKernelError
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell
from nbgrader.coursedir import CourseDirectory
from nbgrader.preprocessors import Execute, NbGraderPreprocessor
from nbgrader.utils import is_grade, is_locked
from traitlets import Bool

from autograder.notebooks.cell_names import ANSWER, LESSON, SET_UP, used_of_lessons
from autograder.notebooks.cells import is_lesson
from autograder.notebooks.endings import NOT_RUN, STOPPED, STUCK
from autograder.notebooks.verdict import Verdict
from autograder.plugins.provisioner import SandboxedKernelManager
from autograder.results.graded_notebook import to_bytes
from autograder.sandbox import no_sandbox_here
from autograder.submissions.rebuild import rebuild

BY_NBGRADER = {"how": "by plain nbgrader, in the student's own kernel"}


class RebuildFromSource(NbGraderPreprocessor):
    """Keep the student's answers, and take all else from the source notebook."""

    def preprocess(self, nb: NotebookNode, resources: Any) -> tuple[NotebookNode, Any]:
        folder = _folder(self, "source", resources)
        source = nbformat.read(folder / f"{resources['nbgrader']['notebook']}.ipynb", as_version=4)
        notebook, remarks = rebuild(source, nb)
        notebook.metadata["autograder"] = {"remarks": remarks, "graded_by": BY_NBGRADER}
        return notebook, resources


class RunCells(Execute):
    """Run a notebook, shut in where that can be; when its kernel dies, what was earned is kept."""

    sandbox = Bool(True, help="Shut kernels in, on machines where that can be.").tag(config=True)

    def preprocess(self, nb: NotebookNode, resources: Any, km: Any = None) -> Any:
        self.stopped = False
        code = [cell for cell in nb.cells if cell.cell_type == "code" and not is_grade(cell)]
        self.used = used_of_lessons([(cell.id, _kind(cell), cell.source) for cell in code])
        why_not = no_sandbox_here() if self.sandbox else "The configuration says so."
        enclosed = why_not is None
        if enclosed:
            self.log.info("Student code runs shut in, from a warm process")
            self.kernel_manager_class = SandboxedKernelManager
        else:
            self.log.warning(
                "Student code runs without walls, and may do what you may. %s", why_not
            )
        nb.metadata["autograder"]["graded_by"]["sandbox"] = enclosed
        return super().preprocess(nb, resources, km)

    def setup_kernel(self, **kwargs: Any) -> Any:
        """Start the kernel without our terminal: what it writes there is nobody's business."""
        silent = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        return super().setup_kernel(**silent, **kwargs)

    def preprocess_cell(self, cell: NotebookNode, resources: Any, index: int) -> Any:
        if self.stopped:
            _add_error(cell, Verdict.NOT_RUN.error, NOT_RUN)
            return cell, resources
        used = self.used.get(cell.id)
        try:
            super().preprocess_cell(new_code_cell(used) if used else cell, resources, index)
            self.nb.cells[index] = cell
            return cell, resources
        except DeadKernelError:
            _add_error(cell, Verdict.CRASHED.error, STOPPED)
        except CellTimeoutError:
            _add_error(cell, Verdict.TIMEOUT.error, STUCK)
        self.stopped = True
        return cell, resources


class PardonStderr(NbGraderPreprocessor):
    """Let a warning cost nothing: nbgrader gives 0 to a test that writes to stderr."""

    def preprocess_cell(self, cell: NotebookNode, resources: Any, index: int) -> Any:
        for output in cell.get("outputs", []) if is_grade(cell) else []:
            if output.output_type == "stream":
                output.name = "stdout"
        return cell, resources


class KeepHarmless(NbGraderPreprocessor):
    """Make what students displayed harmless where formgrader shows it, and cut what is too much."""

    def preprocess(self, nb: NotebookNode, resources: Any) -> tuple[NotebookNode, Any]:
        return nbformat.reads(to_bytes(nb).decode(), as_version=4), resources


def _kind(cell: NotebookNode) -> str:
    return LESSON if is_lesson(cell) else SET_UP if is_locked(cell) else ANSWER


def _folder(preprocessor: Any, step: str, resources: Any) -> Path:
    """The folder of one step, for the submission that nbgrader is working on."""
    directory: CourseDirectory = preprocessor.parent.parent.coursedir  # exporter, converter
    student = "." if step == "source" else resources["nbgrader"]["student"]
    name = getattr(directory, f"{step}_directory")
    return Path(directory.format_path(name, student, resources["nbgrader"]["assignment"]))


def _add_error(cell: NotebookNode, name: str, message: str) -> None:
    if cell.cell_type == "code":
        output = nbformat.v4.new_output(
            "error", ename=name, evalue=message, traceback=[f"{name}: {message}"]
        )
        cell.outputs = [*cell.outputs, output]
