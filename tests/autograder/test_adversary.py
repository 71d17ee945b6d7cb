"""Whatever a student's process answers, a wrong submission earns nothing by it.

The blank edition is handed in, so that no honest answer is worth anything, and a man in the middle
forges answers. What he sends are no right values, so all that he could win is a fault of the judge.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from adversary import FORGERIES, Liar, Lie
from examining import ENCLOSED, answer, cell, notebook, warm
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from autograder.results.record import Record
from autograder.sandbox import Limits

pytestmark = pytest.mark.slow  # a warm process takes seconds to start
__all__ = ["warm"]  # a fixture

SET_UP = """
import keras
from tlkit import checks
keras.utils.set_random_seed(0)
network = keras.Sequential([
    keras.Input((4,)), keras.layers.Dense(3, activation="relu", name="hidden"),
    keras.layers.Dense(2, name="head"),
])
images = checks.rng().normal(size=(6, 4))
"""
CODES = """
# Codes of the given network
before = network.get_layer("hidden")(images)
checks.close(codes(network, images), before, "the hidden layer")
"""
HIDDEN = """
# Other images
### BEGIN HIDDEN TESTS
hidden_images = checks.rng().normal(size=(5, 4))
hidden_right = checks.array(network(hidden_images))
hidden_said = codes(network, hidden_images)
checks.shape(hidden_said, (5, 3), "one row an image")
checks.true(all(float(x) > -1 for row in hidden_said for x in row), "after the ReLU")
checks.close(hidden_said, network.layers[0](hidden_images), "the hidden layer")
### END HIDDEN TESTS
"""
COUNTED = """
# Three of three
right = [label(0) == 3, label(1) == 1, label(2) == 4]
sum(right)
"""
FROZEN = """
# Freezes
made = frozen(network)
checks.is_model(made, "return the model")
checks.frozen(made.layers[:1], "set trainable to False")
checks.true(list(map(lambda x: x, labels_of(3))) == [0, 1, 2], "from 0 on")
"""
ANSWERS = {
    "codes": "def codes(network, images):\n    return network.layers[0](images)",
    "label": "def label(number):\n    return [3, 1, 4][number]",
    "frozen": "def frozen(network):\n    network.layers[0].trainable = False\n    return network",
    "labels_of": "def labels_of(number):\n    return list(range(number))",
}
BLANK = {
    name: text.split(":\n")[0] + ":\n    raise NotImplementedError"
    for name, text in ANSWERS.items()
}
WRONG = {name: text.split(":\n")[0] + ":\n    return None" for name, text in ANSWERS.items()}
TESTS = {"test_codes": CODES, "test_hidden": HIDDEN, "test_counted": COUNTED, "test_frozen": FROZEN}


def unit(answers: dict[str, str]) -> Any:
    cells = [cell("network", SET_UP), *(answer(text, name) for name, text in answers.items())]
    return notebook(*cells, *(cell(name, text, 3.0) for name, text in TESTS.items()))


@pytest.fixture(scope="module")
def liar(warm: Any) -> Iterator[Liar]:
    options: dict[str, Any] = {"limits": Limits(), "enclosed": ENCLOSED, "seed": 0, "seconds": 1.0}
    with Liar(
        unit(ANSWERS), folder=Path(__file__).parent / "corpus", warm=warm, environment={}, **options
    ) as liar:
        yield liar


def examined(liar: Liar, answers: dict[str, str], *lies: Lie) -> Record:
    liar.lies = lies
    return liar.examine(unit(answers))


def earned(record: Record) -> dict[str, float]:
    return {name: test.score for name, test in record.tests.items() if test.score}


def test_honest_answers_pass_through_the_man_in_the_middle(liar: Liar) -> None:
    assert earned(examined(liar, ANSWERS)) == dict.fromkeys(TESTS, 3.0)
    assert earned(examined(liar, BLANK)) == {}


@pytest.mark.parametrize("how", FORGERIES)
def test_every_forgery_of_every_answer_of_a_test_earns_nothing(how: str, liar: Liar) -> None:
    lies = [Lie(test, None, how) for test in range(len(TESTS))]
    record = examined(liar, BLANK, *lies)
    assert earned(record) == {}, record.tests
    if any(test.verdict == "tampered" for test in record.tests.values()):  # it ended there
        for lie in lies[1:]:
            record = examined(liar, WRONG, lie)
            assert earned(record) == {}, record.tests


LIES = st.builds(
    Lie, st.integers(0, len(TESTS) - 1), st.integers(0, 5), st.sampled_from(sorted(FORGERIES))
)


@settings(
    max_examples=int(os.environ.get("TLKIT_LIES", "60")), deadline=None, derandomize=True,
    suppress_health_check=[HealthCheck.too_slow],
)  # fmt: skip
@given(lies=st.lists(LIES, min_size=1, max_size=2), blank=st.booleans())
def test_no_pair_of_forgeries_earns_anything(lies: list[Lie], blank: bool, liar: Liar) -> None:
    record = examined(liar, BLANK if blank else WRONG, *lies)
    assert earned(record) == {}, record.tests


# What the protocol does not know is tampering, and told to a person with what was wrong.
GET, CALL = 1, 2  # the answers in the first test that bring names, and a result
TAMPERS = {
    "more_names": "names that nobody asked for",
    "other_names": "names that nobody asked for",
    "a_field_more": "unknown field `cpu`",
    "a_field_less": "missing required field",
    "a_part_more": "bytes that belong to nothing",
    "the_request_itself": "Invalid value",
    "another_number": "an answer to another request",
    "garbage": "no message",
    "a_pickle": "no message",
    "objects_that_there_are_not": "nothing that both sides know",
    "states_of_what_there_is_not": "no layer that both sides know",
    "a_call_of_what_is_no_function": "no function that may be called",
    "a_class": "a Class where none may be",
    "a_handle_with_the_judges_key": "no key for what was sent",
    "a_record_of_a_class_of_the_systems": "is no record",
    "a_model_that_runs_code": "cannot be sent: 'Lambda'",
    "an_array_without_end": "an array that cannot be",
    "a_set_of_one_hash": "different values with the same hash",
    "changes_that_nobody_asked_for": "changes of arguments that there are not",
}


@pytest.mark.parametrize("how", TAMPERS)
def test_what_nobody_asked_for_is_told_to_a_person(how: str, liar: Liar) -> None:
    record = examined(liar, ANSWERS, Lie(0, GET if "names" in how else CALL, how))
    assert record.tests["test_codes"].verdict == "tampered", record.tests
    assert TAMPERS[how] in record.tests["test_codes"].message
    assert [test.verdict for test in record.tests.values()] == ["tampered"] * len(TESTS)


@pytest.mark.parametrize("how", ["twice", "a_second_answer_with_the_next_number"])
def test_a_second_answer_is_told_to_a_person(how: str, liar: Liar) -> None:
    record = examined(liar, ANSWERS, Lie(1, 0, how))
    verdicts = [test.verdict for test in record.tests.values()]
    assert verdicts == ["passed", "tampered", "tampered", "tampered"]
