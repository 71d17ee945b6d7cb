"""How nbgrader reads a submission: by our intake, with errors in plain words."""

from __future__ import annotations

from typing import Any

from nbconvert.exporters import NotebookExporter

from autograder.submissions.intake import parse_notebook


class SubmissionExporter(NotebookExporter):
    """nbconvert's notebook exporter, forgiving byte order marks and Windows line ends."""

    def from_file(self, file_stream: Any, resources: Any = None, **kw: Any) -> Any:
        notebook = parse_notebook(file_stream.buffer.read())
        return self.from_notebook_node(notebook, resources=resources, **kw)
