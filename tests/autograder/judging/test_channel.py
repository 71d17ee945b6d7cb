"""Frames between processes: what arrives, and what is refused."""

from __future__ import annotations

import socket
import struct
import threading
import time
from collections.abc import Iterator

import pytest

from autograder.judging import channel
from autograder.judging.channel import Channel, Gone, Silent, Unfinished
from autograder.judging.protocol import Bytes, Nonsense, Special


@pytest.fixture
def ends() -> Iterator[tuple[socket.socket, Channel]]:
    """A raw socket, and the channel at its other end."""
    raw, other = socket.socketpair()
    with raw, other:
        yield raw, Channel(other)


def frame(text: bytes, *parts: bytes, magic: bytes = b"tlk2") -> bytes:
    lengths = struct.pack(f"!{len(parts)}Q", *map(len, parts))
    return struct.pack("!4sII", magic, len(text), len(parts)) + lengths + text + b"".join(parts)


WHOLE = frame(b'{"t": "bytes", "at": 0}')


def test_messages_arrive_in_order_with_their_bytes(ends: tuple[socket.socket, Channel]) -> None:
    raw, channel = ends
    sender = Channel(raw)
    sender.send(Bytes(at=0), [b"", b"abc"])
    sender.send(Special("nan"))
    message, parts = channel.receive(Bytes | Special)
    assert (message, parts.take(0), parts.take(1)) == (Bytes(at=0), b"", b"abc")
    message, parts = channel.receive(Bytes | Special, 1)
    assert message == Special("nan")
    parts.refuse_rest()


@pytest.mark.parametrize(
    "content",
    [
        b"GET / HTTP/1.0\r\n\r\n",
        frame(b"{}"),
        frame(b"[1]"),
        frame(b"{"),
        frame(b"[" * 100_000),
        frame(b"\xff\xfe"),
        frame(b'{"t": "bytes", "at": 0, "more": 1}'),
        frame(b'{"t": "bytes", "at": 0}', magic=b"tlk1"),
        struct.pack("!4sII", b"tlk2", 2**31, 0),
        struct.pack("!4sII", b"tlk2", 2, 2**31),
        struct.pack("!4sIIQ", b"tlk2", 2, 1, 2**63),
        struct.pack("!4sIIQQ", b"tlk2", 2, 2, 2**63, 2**63),
    ],
)
def test_what_is_no_message_is_refused(content: bytes, ends: tuple[socket.socket, Channel]) -> None:
    raw, channel = ends
    raw.sendall(content)
    with pytest.raises(Nonsense):
        channel.receive(Bytes, 5)


def test_silence_and_the_end_are_told_apart(ends: tuple[socket.socket, Channel]) -> None:
    raw, channel = ends
    with pytest.raises(Silent, match=r"within 0\.01 seconds"):
        channel.receive(Bytes, 0.01)
    raw.close()
    with pytest.raises(Gone):
        channel.receive(Bytes, 0.01)


def test_a_message_cut_off_is_the_end(ends: tuple[socket.socket, Channel]) -> None:
    raw, channel = ends
    raw.sendall(WHOLE[:-3])
    raw.close()
    with pytest.raises(Gone):
        channel.receive(Bytes)


def test_no_byte_renews_the_time_of_a_message(ends: tuple[socket.socket, Channel]) -> None:
    raw, channel = ends
    stop = threading.Event()

    def dribble() -> None:
        for byte in WHOLE[:-1]:
            raw.sendall(bytes([byte]))
            stop.wait(0.05)

    sender = threading.Thread(target=dribble)
    sender.start()
    try:
        with pytest.raises(Unfinished):
            channel.receive(Bytes, 5, until=time.monotonic() + 0.3)
    finally:
        stop.set()
        sender.join()


def test_what_comes_unasked_is_refused(ends: tuple[socket.socket, Channel]) -> None:
    raw, channel = ends
    channel.refuse_more()
    raw.sendall(WHOLE)
    with pytest.raises(Nonsense, match="nobody asked"):
        channel.refuse_more()


def test_what_is_too_large_is_not_sent(
    ends: tuple[socket.socket, Channel], monkeypatch: pytest.MonkeyPatch
) -> None:
    raw, _ = ends
    monkeypatch.setattr(channel, "MOST_DATA", 10)
    with pytest.raises(ValueError, match="too much for one message"):
        Channel(raw).send(Bytes(at=0), [b"12345678901"])
