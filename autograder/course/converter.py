"""nbgrader's converters, for one folder at a time and without hiding what went wrong."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any


class OneByOne:
    """Put before an nbgrader converter: `start()` converts the one folder it is narrowed to.

    nbgrader's own loop turns every error into "see the above traceback". This one raises it,
    after removing what was half done, so that a later run does not take it for finished.
    """

    coursedir: Any
    assignments: dict[str, list[str]]

    def convert_notebooks(self: Any) -> None:
        (notebooks,) = self.assignments.values()
        self.notebooks = sorted(notebooks)
        resources = self.init_single_notebook_resources(self.notebooks[0])["nbgrader"]
        unit, student = resources["assignment"], resources["student"]
        target = Path(self._format_dest(unit, student))
        shutil.rmtree(target, ignore_errors=True)
        try:
            self.run_pre_convert_hook()
            self.init_assignment(unit, student)
            for notebook in self.notebooks:
                self.convert_single_notebook(notebook)
            self.set_permissions(unit, student)
            self.run_post_convert_hook()
        except BaseException:
            shutil.rmtree(target, ignore_errors=True)
            raise
