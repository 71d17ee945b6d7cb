"""A check's message is told in the words of its author, with gaps for what it found."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import keras
import numpy as np
import pytest

from autograder.notebooks.wording import in_authors_words
from tlkit import checks

SOURCE = """
checks.true(found, "Your function returned its input.")
checks.equal(found, 3, "count the classes")
checks.close(found, 3, f"of {n} pictures")
assert found == 3, f"It is 3, but yours is {found}"
assert found, f"{found}"
"""


def free() -> None:
    raise ValueError("739")


@pytest.mark.parametrize(
    ("check", "words"),
    [
        (lambda hint: checks.equal("739", 3, hint), "Found …, expected …"),
        (lambda hint: checks.equal(None, 3, hint), "Found None, expected …"),
        (lambda hint: checks.shape(np.zeros(739), (2,), hint),
         "Found an array of shape …, expected …"),
        (lambda hint: checks.close([739], [1], hint), "Your numbers are off, by up to …"),
        (lambda hint: checks.close([np.nan], [1], hint),
         "Some of your numbers are NaN or infinite"),
        (lambda hint: checks.at_least(-739, 3, hint), "Found …, which is too low"),
        (lambda hint: checks.at_most(739, 3, hint), "Found …, which is too high"),
        (lambda hint: checks.at_most([739, 1], 3, hint),
         "Found an array of shape … where one number was expected"),
        (lambda hint: checks.is_model([739], hint),
         "Found an object of type list where a Keras model was expected"),
        (lambda hint: checks.is_model(None, hint),
         "Found None where a Keras model was expected"),
        (lambda hint: checks.frozen([built(keras.layers.Dense(2, name="l739"))], hint),
         "Still trainable: …"),
        (lambda hint: checks.unchanged([1] * 739, [1], hint), "Found … arrays, expected …"),
        (lambda hint: checks.unchanged([1], [739], hint), "Some of them moved (… of …)"),
        (lambda hint: checks.raises(ValueError, lambda: 739, hint), "No ValueError was raised"),
        (lambda hint: checks.runs(free, hint), "Your code stopped with ValueError"),
        (lambda hint: checks.whole_numbers([73.9], hint),
         "Found … where a whole number was expected"),
    ],
)  # fmt: skip
def test_each_check_of_tlkit_is_told(check: Callable[[str], Any], words: str) -> None:
    with pytest.raises(AssertionError) as failure:
        check("count the classes")
    told = in_authors_words(str(failure.value), [SOURCE])
    assert told == f"{words}. Hint: count the classes."


def built(layer: Any) -> Any:
    layer.build((None, 2))
    return layer


@pytest.mark.parametrize(
    ("message", "words"),
    [
        ("Your function returned its input.", "Your function returned its input."),
        ("It is 3, but yours is 739", "It is 3, but yours is …"),
        ("Found 739, expected 3. Hint: of 739 pictures.",
         "Found …, expected …. Hint: of … pictures."),
        ("739 in a helper. Hint: count the classes.", "…. Hint: count the classes."),
        ("Found 7 Hint: 39, expected 3. Hint: count the classes.",
         "Found …, expected …. Hint: count the classes."),
        ("Found 739, expected 3. Hint: seven three nine.", ""),
        ("It is 3, but yours", ""),
        ("739", ""),
        ("", ""),
    ],
)  # fmt: skip
def test_only_authors_words_are_told(message: str, words: str) -> None:
    assert in_authors_words(message, [SOURCE]) == words


def test_of_code_that_is_no_python_nothing_is_known() -> None:
    assert in_authors_words("It is so", ["%magic 'It is so'", "'It is so"]) == ""


def test_no_message_takes_long() -> None:
    source = "f'{a}aaa{b}aaa{c}aaa{d}'\n" * 200
    assert in_authors_words("a" * 1_000_000, [source])
