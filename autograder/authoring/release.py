"""The student edition of a unit: its source without solutions and hidden tests."""

from __future__ import annotations

import io
import shutil
import tempfile
import zipfile
from pathlib import Path

from autograder.core.files import write_whole
from autograder.course.courses import Course, CourseError
from autograder.course.generating import generate
from autograder.grading.writer import remove, replace_folder, stage_for


def release(course: Course, unit: str) -> Path:
    """Build a unit's student edition in the course's release directory.

    The same source gives the same bytes. The gradebook is not touched, and the present edition
    stays if the new one cannot be built.

    Returns: the folder of the student edition.

    Raises:
        CourseError: the source breaks a rule of nbgrader's or ours, with the cell that does.
    """
    target = course.folder("release", unit)
    with tempfile.TemporaryDirectory() as folder:
        built = generate(course, unit, Path(folder), database=False)
        new = stage_for(target)
        try:
            remove(new)
            shutil.copytree(built, new)
            replace_folder(new, target)
        except OSError as error:
            shutil.rmtree(new, ignore_errors=True)
            raise CourseError(f"{target} cannot be written ({_reason(error)}).") from error
    return target.resolve()


def release_zip(course: Course, unit: str) -> Path:
    """Build a unit's student edition as a zip beside its folder; the same source, the same bytes.

    Returns: the zip's path.
    """
    folder = release(course, unit)
    path = folder.parent / f"{unit}.zip"
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in sorted(folder.rglob("*")):
            if file.is_file() and ".ipynb_checkpoints" not in file.parts:
                name = file.relative_to(folder.parent).as_posix()
                info = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
                info.external_attr = 0o644 << 16
                info.create_system = 3  # also on Windows
                archive.writestr(info, file.read_bytes(), zipfile.ZIP_DEFLATED)
    write_whole(path, content.getvalue())
    return path


def _reason(error: OSError) -> str:
    """Why, in short: `shutil` lists every file that it could not copy."""
    return str(error.args[0][0][2]) if isinstance(error, shutil.Error) else str(error)
