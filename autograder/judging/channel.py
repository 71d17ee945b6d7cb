"""Frames between two processes that do not trust each other: JSON and raw bytes, all bounded.

A frame is a fixed head with the lengths of what follows: one message as JSON, and the bytes that
belong to it. What a message may say stands in `protocol`.
"""

from __future__ import annotations

import math
import select
import socket
import struct
import time
from typing import Any

from msgspec import Struct

from autograder.judging import protocol
from autograder.judging.protocol import MOST_DATA, MOST_PARTS, MOST_TEXT, Nonsense
from autograder.judging.values import Parts

_HEAD = struct.Struct("!4sII")  # magic, bytes of JSON, how many parts
_MAGIC = b"tlk2"
_PIECE = 2**20


class ChannelError(Exception):
    """No message came: the other side is gone, or was silent for too long."""


class Gone(ChannelError):
    """The other side closed the connection, or died."""


class Silent(ChannelError):
    """No message came in time."""


class Unfinished(ChannelError):
    """A message began in time, and did not end in time."""


class Channel:
    """One end of a connection over which messages go.

    >>> one, other = socket.socketpair()
    >>> with one, other:
    ...     Channel(one).send(protocol.Bytes(at=0), [b"12", b"345"])
    ...     message, parts = Channel(other).receive(protocol.Bytes)
    >>> message, parts.take(0), parts.take(1)
    (Bytes(at=0, text=False), b'12', b'345')
    """

    def __init__(self, connection: socket.socket) -> None:
        self._socket = connection

    def send(
        self, message: Struct, data: list[bytes] | None = None, until: float = math.inf
    ) -> None:
        """Send a message and the bytes that belong to it.

        Args:
            message: as `protocol` has it.
            data: the parts that it refers to.
            until: the time of `time.monotonic` by which the other side must have taken it.

        Raises:
            Unfinished: the other side has not taken all of it.
            Gone: the other side is not there any more.
            ValueError: the message is larger than the other side would read.
        """
        parts = data or []
        text = protocol.encode(message)
        size = sum(len(part) for part in parts)
        if len(text) > MOST_TEXT or size > MOST_DATA or len(parts) > MOST_PARTS:
            raise ValueError(f"{(len(text) + size) / 2**20:.0f} MB are too much for one message")
        head = _HEAD.pack(_MAGIC, len(text), len(parts))
        lengths = struct.pack(f"!{len(parts)}Q", *map(len, parts))
        try:
            for part in (head + lengths + text, *parts):
                left = None if until == math.inf else max(0.001, until - time.monotonic())
                self._socket.settimeout(left)
                self._socket.sendall(part)
        except TimeoutError:
            raise Unfinished("a message that was never taken") from None
        except OSError as error:
            raise Gone(str(error)) from error

    def receive(
        self, form: Any, seconds: float | None = None, until: float = math.inf
    ) -> tuple[Any, Parts]:
        """The next message and its bytes.

        Args:
            form: a message's type, or several, as `protocol.decode` takes them.
            seconds: how long to wait for it to begin; None for ever.
            until: the time of `time.monotonic` by which all of it must have come.

        Raises:
            Silent: nothing came in time.
            Unfinished: not all of a message came in time.
            Gone: the other side is not there any more.
            Nonsense: what came is no such message, or is too large.
        """
        if not select.select([self._socket], [], [], seconds)[0]:
            raise Silent(f"no answer within {seconds:g} seconds")
        magic, length, count = _HEAD.unpack(self._read(_HEAD.size, until))
        if magic != _MAGIC or length > MOST_TEXT or count > MOST_PARTS:
            raise Nonsense("what came is no message, or is too large")
        lengths = struct.unpack(f"!{count}Q", self._read(8 * count, until))
        if sum(lengths) > MOST_DATA:
            raise Nonsense("a message with too much data")
        text = self._read(length, until)
        parts = Parts([self._read(part, until) for part in lengths])
        return protocol.decode(text, form), parts

    def refuse_more(self) -> None:
        """Raise `Nonsense` if something came that nobody has asked for."""
        if select.select([self._socket], [], [], 0)[0] and self._peek():
            raise Nonsense("a message that nobody asked for")

    def close(self) -> None:
        """End the connection."""
        self._socket.close()

    def _peek(self) -> bytes:
        try:
            return self._socket.recv(1, socket.MSG_PEEK)
        except OSError:
            return b""

    def _read(self, length: int, until: float) -> bytes:
        parts = bytearray()
        while len(parts) < length:
            left = None if until == math.inf else max(0.001, until - time.monotonic())
            self._socket.settimeout(left)
            try:
                part = self._socket.recv(min(_PIECE, length - len(parts)))
            except TimeoutError:
                raise Unfinished("a message that never ended") from None
            except OSError as error:
                raise Gone(str(error)) from error
            if not part:
                raise Gone("the other side is not there any more")
            parts += part
        return bytes(parts)
