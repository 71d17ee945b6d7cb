"""Models of many kinds travel between two processes' sides, and are the same on both."""

from __future__ import annotations

from typing import Any

import keras
import numpy as np
import pytest
import zoo

from autograder.judging import models, protocol
from autograder.judging.layers import walk
from autograder.judging.protocol import Nonsense
from autograder.judging.side import Peer
from autograder.judging.values import CannotSend, Parts


class Side(Peer):
    """A side that has values by names, and sends them in messages that go through no socket."""

    def __init__(self, own: str, other: str) -> None:
        super().__init__(channel=None)  # type: ignore[arg-type]
        self.own = own
        self.other = other
        self.values: dict[str, Any] = {}
        self.peer = self

    def get(self, name: str) -> Any:
        """A value of the other side's."""
        self.tell(None)
        return self.peer.tell(self.peer.values[name])

    def send(self, name: str, value: Any) -> None:
        """Give the other side a value."""
        self.peer.values[name] = self.tell(value)
        self.peer.tell(None)

    def tell(self, value: Any) -> Any:
        """Send a value and the states of layers; returns it as it arrives."""
        data: list[bytes] = []
        known = len(self.objects)
        try:
            packed = self.pack(value, data)
        except BaseException:
            self.forget_after(known)
            raise
        states = self.changed(data)
        text = protocol.encode(protocol.Returned(number=1, value=packed, states=states))
        message = protocol.decode(text, protocol.answers_to(protocol.Item))
        parts = Parts(data)
        arrived = self.peer.unpack(message.value, parts)
        self.peer.update(message.states, parts)
        parts.refuse_rest()
        return arrived


@pytest.fixture
def sides() -> tuple[Side, Side]:
    """The judge's side and the student's, each with a backbone from the same set-up."""
    judge = Side("j", "s")
    student = Side("s", "j")
    judge.peer = student
    student.peer = judge
    for side in (judge, student):
        with models.names_from(10_000):
            backbone = zoo.make_backbone()
        side.values["backbone"] = backbone
        side.know_given({"backbone": backbone})
    return judge, student


def make(name: str, student: Side) -> keras.Model:
    """A model of the zoo, as the student's side makes it."""
    with models.names_from(0):
        if name in zoo.MODELS:
            return zoo.MODELS[name]()
        return zoo.ON_BACKBONE[name](student.values["backbone"])


def flags(model: keras.Model) -> dict[str, Any]:
    """What trains, at every level."""
    return {
        path: (
            layer.name,
            type(layer).__name__,
            layer.trainable,
            [w.trainable for w in layer.weights],
        )
        for path, layer in walk(model)
    }


def outputs(model: keras.Model) -> list[np.ndarray]:
    found = keras.tree.flatten(model(zoo.inputs_of(model), training=False))
    return [keras.ops.convert_to_numpy(keras.ops.cast(x, "float64")) for x in found]


def assert_same(one: keras.Model, other: keras.Model) -> None:
    """Two models have the same weights, flags and outputs, to the last bit."""
    assert type(one) is type(other) and one.name == other.name
    assert flags(one) == flags(other)
    for kind in ("trainable_weights", "non_trainable_weights"):
        ones, others = getattr(one, kind), getattr(other, kind)
        assert [w.path for w in ones] == [w.path for w in others]
        for mine, yours in zip(ones, others, strict=True):
            np.testing.assert_array_equal(mine, yours, err_msg=mine.path)
    for mine, yours in zip(outputs(one), outputs(other), strict=True):
        np.testing.assert_array_equal(mine, yours)
    assert [t.shape for t in one.outputs] == [t.shape for t in other.outputs]
    assert [t.name for t in one.inputs] == [t.name for t in other.inputs]


def step(model: keras.Model, optimizer: str) -> None:
    """One training step towards ones."""
    inputs = zoo.inputs_of(model)
    targets = keras.tree.map_structure(lambda x: np.ones(x.shape), model(inputs))
    losses = keras.tree.map_structure(lambda _: "mse", targets)
    model.compile(optimizer, losses)
    model.train_on_batch(inputs, targets)


FAST = ("functional", "sequential_by_add", "siamese", "head_on_its_output", "cut_called")


def some_slow(names: list[str]) -> list[Any]:
    """All names, of which `make test` takes a few."""
    return [pytest.param(n, marks=[] if n in FAST else [pytest.mark.slow]) for n in names]


TRAINED = some_slow(sorted({*zoo.MODELS, *zoo.ON_BACKBONE}))


@pytest.mark.parametrize("name", TRAINED)
def test_a_model_is_the_same_on_both_sides(name: str, sides: tuple[Side, Side]) -> None:
    judge, student = sides
    sent = student.values["model"] = make(name, student)
    received = judge.get("model")
    assert received is not sent
    assert_same(received, sent)
    assert judge.get("model") is received
    judge.send("back", received)
    assert student.values["back"] is sent
    if name not in zoo.RANDOM:
        for optimizer in ("sgd", "adam") if sent.trainable_weights else ():
            step(sent, optimizer)
            step(received, optimizer)
            assert_same(received, sent)


@pytest.mark.parametrize("name", some_slow(sorted(zoo.ON_BACKBONE)))
def test_layers_that_both_know_are_the_same_objects(name: str, sides: tuple[Side, Side]) -> None:
    judge, student = sides
    sent = student.values["model"] = make(name, student)
    received = judge.get("model")
    shared = [
        [path for path, layer in walk(model) if layer in [part for _, part in walk(backbone)]]
        for model, backbone in [
            (sent, student.values["backbone"]), (received, judge.values["backbone"])
        ]
    ]  # fmt: skip
    assert shared[0] == shared[1] and shared[0]
    for path, layer in walk(judge.values["backbone"]):
        assert layer.trainable == dict(walk(student.values["backbone"]))[path].trainable
    judge.values["backbone"].layers[1].set_weights([np.ones((3, 3, 3, 4), "float32")])
    judge.send("other", judge.values["backbone"])
    assert_same(received, sent)


def test_a_model_that_got_other_layers_is_another_one(sides: tuple[Side, Side]) -> None:
    judge, student = sides
    sent = student.values["model"] = make("sequential_by_add", student)
    before = judge.get("model")
    sent.pop()
    sent.add(keras.layers.Dense(3))
    after = judge.get("model")
    assert after is not before and after.layers[0] is before.layers[0]
    assert_same(after, sent)


def test_what_cannot_be_sent_leaves_nothing_behind(sides: tuple[Side, Side]) -> None:
    judge, student = sides
    model = make("functional", student)
    with pytest.raises(CannotSend, match="'Lambda'"):
        judge.tell([model, keras.layers.Lambda(abs)])
    judge.send("model", model)
    assert_same(student.values["model"], model)


def test_a_layer_alone_travels_built_or_not(sides: tuple[Side, Side]) -> None:
    judge, student = sides
    student.values |= {"new": keras.layers.Dense(3), "built": keras.layers.Dense(3)}
    student.values["built"].build((None, 4))
    assert judge.get("new").units == 3 and not judge.get("new").built
    built = judge.get("built")
    np.testing.assert_array_equal(built.kernel, student.values["built"].kernel)
    judge.get("new")(np.ones((1, 2)))
    assert judge.get("built") is built


def test_a_state_of_no_known_layer_is_refused(sides: tuple[Side, Side]) -> None:
    judge, _ = sides
    settings = protocol.Settings(True, [], {}, None)
    with pytest.raises(Nonsense, match="no layer that both sides know"):
        judge.update([protocol.State("s:99", settings, [], is_model=False)], Parts([]))
