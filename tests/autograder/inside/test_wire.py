"""Messages between processes: what arrives, and what is refused."""

from __future__ import annotations

import json
import socket
import struct
from collections.abc import Iterator

import pytest

from autograder.inside import wire
from autograder.inside.wire import Channel, Gone, Nonsense, Silent


@pytest.fixture
def ends() -> Iterator[tuple[socket.socket, Channel]]:
    """A raw socket, and the channel at its other end."""
    raw, other = socket.socketpair()
    with raw, other:
        yield raw, Channel(other)


def frame(text: bytes, data: bytes = b"", magic: bytes = b"tlk1") -> bytes:
    return struct.pack("!4sIQ", magic, len(text), len(data)) + text + data


def test_messages_arrive_in_order_with_their_bytes(ends: tuple[socket.socket, Channel]) -> None:
    raw, channel = ends
    sender = Channel(raw)
    sender.send({"do": "one"}, [b"", b"abc"])
    sender.send({"do": "two"})
    assert channel.receive() == ({"do": "one"}, [b"", b"abc"])
    assert channel.receive(1) == ({"do": "two"}, [])


@pytest.mark.parametrize(
    "content",
    [
        b"GET / HTTP/1.0\r\n\r\n",
        frame(b"{}"),
        frame(b"[1]"),
        frame(b"{"),
        frame(b"[" * 100_000),
        frame(b"\xff\xfe"),
        frame(json.dumps({"message": 1, "lengths": []}).encode()),
        frame(json.dumps({"message": {}, "lengths": [5]}).encode(), b"abc"),
        frame(json.dumps({"message": {}, "lengths": [5, -2]}).encode(), b"abc"),
        frame(json.dumps({"message": {}, "lengths": "3"}).encode(), b"abc"),
        struct.pack("!4sIQ", b"tlk1", 2**31, 0),
        struct.pack("!4sIQ", b"tlk1", 0, 2**63),
    ],
)
def test_what_is_no_message_is_refused(content: bytes, ends: tuple[socket.socket, Channel]) -> None:
    raw, channel = ends
    raw.sendall(content)
    with pytest.raises(Nonsense):
        channel.receive(5)


def test_silence_and_the_end_are_told_apart(ends: tuple[socket.socket, Channel]) -> None:
    raw, channel = ends
    with pytest.raises(Silent, match=r"within 0\.01 seconds"):
        channel.receive(0.01)
    raw.close()
    with pytest.raises(Gone):
        channel.receive(0.01)


def test_a_message_cut_off_is_the_end(ends: tuple[socket.socket, Channel]) -> None:
    raw, channel = ends
    raw.sendall(frame(b'{"message": {}}')[:-3])
    raw.close()
    with pytest.raises(Gone):
        channel.receive()


def test_what_is_too_large_is_not_sent(
    ends: tuple[socket.socket, Channel], monkeypatch: pytest.MonkeyPatch
) -> None:
    raw, _ = ends
    monkeypatch.setattr(wire, "MOST_DATA", 10)
    with pytest.raises(ValueError, match="too much for one message"):
        Channel(raw).send({}, [b"12345678901"])
