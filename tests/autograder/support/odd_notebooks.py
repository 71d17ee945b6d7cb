"""Notebooks of odd parts, for hypothesis to draw from."""

from __future__ import annotations

import tiny
from hypothesis import strategies as st

SOURCE = tiny.source_notebook()
NAMES = [cell.metadata.nbgrader.grade_id for cell in SOURCE.cells if "nbgrader" in cell.metadata]

scalars = (
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20)
)
anything = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=6,
)
nbgrader = st.fixed_dictionaries(
    {},
    optional={
        "grade_id": st.sampled_from(NAMES) | anything,
        "grade": st.booleans() | anything,
        "solution": st.booleans() | anything,
        "locked": st.booleans() | anything,
        "points": st.floats() | anything,
        "schema_version": st.sampled_from([1, 2, 3, 99]) | anything,
        "checksum": anything,
    },
)
cells = st.fixed_dictionaries(
    {
        "cell_type": st.sampled_from(["code", "markdown", "raw"]) | anything,
        "metadata": st.fixed_dictionaries(
            {}, optional={"nbgrader": nbgrader | anything, "tags": anything}
        )
        | anything,
        "source": st.text() | st.lists(st.text()) | anything,
    },
    optional={
        "id": st.sampled_from([cell.id for cell in SOURCE.cells]) | anything,
        "outputs": anything,
        "execution_count": anything,
        "attachments": anything | st.dictionaries(st.text(max_size=5), anything),
    },
)
notebooks = st.fixed_dictionaries(
    {
        "cells": st.lists(cells, max_size=8) | anything,
        "metadata": anything,
        "nbformat": st.sampled_from([3, 4, 5]) | anything,
        "nbformat_minor": st.sampled_from([0, 4, 5, 99]) | anything,
    },
    optional={"worksheets": anything},
)
