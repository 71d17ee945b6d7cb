"""What makes nbgrader, plain or started by `autograder`, grade by our rules."""

from __future__ import annotations

import os
import sysconfig
from typing import Any

KERNEL_ENVIRONMENT = {
    "PYTHONHASHSEED": "0",  # the same order of sets and dictionaries for everyone
    "TF_CPP_MIN_LOG_LEVEL": "3",
    "TQDM_DISABLE": "1",
}


def configure(config: Any) -> None:
    """Plug this package into an nbgrader configuration, and set the kernels' environment.

    >>> from traitlets.config import Config
    >>> config = Config()
    >>> configure(config)
    >>> config.NotebookClient.skip_cells_with_tag
    'lesson'

    Args:
        config: what `get_config()` returns in `nbgrader_config.py`; it is changed.
    """
    os.environ.update(KERNEL_ENVIRONMENT)
    scripts = sysconfig.get_path("scripts")  # nbgrader calls alembic, and expects it on PATH
    os.environ["PATH"] = os.pathsep.join([scripts, os.environ.get("PATH", os.defpath)])
    config.NotebookClient.skip_cells_with_tag = "lesson"
    config.Autograde.exporter_class = "autograder.plugins.exporter.SubmissionExporter"
    config.Autograde.sanitize_preprocessors = [
        "nbgrader.preprocessors.ClearOutput",
        "autograder.plugins.preprocessors.RebuildFromSource",
        "nbgrader.preprocessors.OverwriteCells",
        "nbgrader.preprocessors.CheckCellMetadata",
    ]
    config.Autograde.autograde_preprocessors = [
        "autograder.plugins.preprocessors.RunCells",
        "autograder.plugins.preprocessors.PardonStderr",
        "nbgrader.preprocessors.IgnorePattern",
        "nbgrader.preprocessors.LimitOutput",
        "nbgrader.preprocessors.SaveAutoGrades",
        "nbgrader.preprocessors.AssignLatePenalties",
        "autograder.plugins.preprocessors.KeepHarmless",
        "nbgrader.preprocessors.CheckCellMetadata",
    ]
    config.GenerateFeedback.exporter_class = "autograder.reports.feedback.FeedbackExporter"
