"""Messages: what they may hold, and the page that lists them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from protocol_table import table

import autograder
from autograder.judging import protocol
from autograder.judging.protocol import Nonsense, answers_to, decode, encode

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=20,
)


def test_the_page_lists_every_message() -> None:
    page = Path(autograder.__file__).with_name("README.md").read_text()
    assert table() in page, (
        "python tests/autograder/support/protocol_table.py prints the table anew"
    )


@pytest.mark.parametrize("kind", protocol.REQUESTS, ids=lambda kind: kind.__name__)
@given(value=JSON)
def test_an_answer_has_the_form_of_its_request_or_is_none(kind: Any, value: Any) -> None:
    text = msgspec.json.encode({"is": "returned", "number": 1, "value": value})
    try:
        answer = decode(text, answers_to(kind))
    except Nonsense:
        return
    assert decode(encode(answer), answers_to(kind)) == answer
    if kind.answer is None:
        assert answer.value is None
    if kind is protocol.Get:
        assert isinstance(answer.value, dict)
    if kind is protocol.Length:
        assert type(answer.value) is int and answer.value >= 0


@pytest.mark.parametrize(
    "text",
    [
        b"",
        b"3",
        b"{}",
        b'{"is": "returned", "number": -1, "value": 1}',
        b'{"is": "returned", "number": 1.5, "value": 1}',
        b'{"is": "returned", "number": 1, "value": NaN}',
        b'{"is": "returned", "number": 1, "value": 1} {"is": "returned"}',
        b'{"is": "judged", "id": "test", "outputs": []}',
        b'{"is": "raised", "number": 1, "classes": [], "message": ""}',
        b'{"is": "raised", "number": 1, "classes": ["E"], "message": 3}',
    ],
)
def test_what_is_no_answer_is_refused(text: bytes) -> None:
    with pytest.raises(Nonsense):
        decode(text, answers_to(protocol.Item))
