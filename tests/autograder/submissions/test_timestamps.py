"""A submission's timestamp that is no date stops nobody, and nothing in formgrader."""

from __future__ import annotations

from pathlib import Path

import pytest
from batches import grade
from nbgrader.apps.api import NbGraderAPI
from tiny import UNIT, answered, hand_in

from autograder.course.courses import open_course
from autograder.submissions.timestamps import NAME, SET_ASIDE, parse_timestamp

BAD = [b"", b" \n", b"yesterday", b"\xff\xfe", b"99999999999", b"0001-01-01 00:00:00 +14:00",
       b"1" * 5000, b"2025-13-45"]  # fmt: skip


def test_a_bad_timestamp_is_set_aside_with_a_remark(course_root: Path) -> None:
    for number, content in enumerate(BAD):
        hand_in(course_root, f"bad-{number}", answered())
        hand_in(course_root, f"bad-{number}", content, name=NAME)
    hand_in(course_root, "ada", answered())
    hand_in(course_root, "ada", "2025-01-02 00:00:00 UTC", name=NAME)
    results = grade(course_root)
    assert {result.score for result in results.values()} == {5}
    for number, content in enumerate(BAD):
        assert "held no date" in results[f"bad-{number}"].remarks[0], content
        folder = course_root / "submitted" / f"bad-{number}" / UNIT
        assert (folder / SET_ASIDE).read_bytes() == content
        assert not (folder / NAME).exists()
        assert not (course_root / "autograded" / f"bad-{number}" / UNIT / NAME).exists()
    assert results["ada"].remarks == []
    listed = NbGraderAPI(open_course(course_root).directory()).get_submissions(UNIT)
    assert len(listed) == len(BAD) + 1


def test_a_link_in_its_place_is_not_followed(course_root: Path, tmp_path: Path) -> None:
    (tmp_path / "there").write_text("secret")
    folder = hand_in(course_root, "ada", answered()).parent
    (folder / NAME).symlink_to(tmp_path / "there")
    grade(course_root)
    assert (folder / SET_ASIDE).is_symlink() and (tmp_path / "there").read_text() == "secret"


@pytest.mark.parametrize("content", BAD[2:])
def test_no_date(content: bytes) -> None:
    with pytest.raises(ValueError, match=r"no date|not in this age"):
        parse_timestamp(content)
