"""Messages between two processes that do not trust each other: JSON and raw bytes, all bounded.

A message is one frame: a fixed head with two lengths, a JSON text, and the bytes of its arrays.
Nothing is ever unpickled or evaluated.
"""

from __future__ import annotations

import json
import socket
import struct
from typing import Any

MOST_TEXT = 32 * 2**20  # bytes of JSON in one message
MOST_DATA = 768 * 2**20  # bytes of arrays in one message
_HEAD = struct.Struct("!4sIQ")
_MAGIC = b"tlk1"
_PIECE = 2**20


class WireError(Exception):
    """No message came: the other side is gone, silent for too long, or talks nonsense."""


class Gone(WireError):
    """The other side closed the connection, or died."""


class Silent(WireError):
    """No message came in time."""


class Nonsense(WireError):
    """What came is no message: no `Channel` sent it."""


class Channel:
    """One end of a connection over which messages go.

    >>> one, other = socket.socketpair()
    >>> with one, other:
    ...     Channel(one).send({"do": "call"}, [b"12", b"345"])
    ...     Channel(other).receive()
    ({'do': 'call'}, [b'12', b'345'])
    """

    def __init__(self, connection: socket.socket) -> None:
        self._socket = connection

    def send(self, message: dict[str, Any], data: list[bytes] | None = None) -> None:
        """Send a message and the bytes that belong to it.

        Raises:
            Gone: the other side is not there any more.
            ValueError: the message is larger than the other side would read.
        """
        data = data or []
        text = json.dumps({"message": message, "lengths": [len(part) for part in data]}).encode()
        size = sum(len(part) for part in data)
        if len(text) > MOST_TEXT or size > MOST_DATA:
            raise ValueError(f"{(len(text) + size) / 2**20:.0f} MB are too much for one message")
        try:
            self._socket.settimeout(None)
            self._socket.sendall(_HEAD.pack(_MAGIC, len(text), size) + text)
            for part in data:
                self._socket.sendall(part)
        except OSError as error:
            raise Gone(str(error)) from error

    def receive(self, seconds: float | None = None) -> tuple[dict[str, Any], list[bytes]]:
        """The next message and its bytes.

        Args:
            seconds: how long to wait for it to begin; None for ever.

        Raises:
            Silent: nothing came in time.
            Gone: the other side is not there any more, or does not end a message that it began.
            Nonsense: what came is no message, or is too large.
        """
        self._socket.settimeout(seconds)
        try:
            head = self._read(1)
        except TimeoutError as error:
            raise Silent(f"no answer within {seconds:g} seconds") from error
        self._socket.settimeout(60)  # a message that has begun arrives
        try:
            magic, length, size = _HEAD.unpack(head + self._read(_HEAD.size - 1))
            if magic != _MAGIC or length > MOST_TEXT or size > MOST_DATA:
                raise Nonsense("what came is no message, or is too large")
            content = json.loads(self._read(length))
            message, lengths = content["message"], content["lengths"]
            if not isinstance(message, dict) or sum(lengths) != size or min(lengths, default=0) < 0:
                raise Nonsense("a message whose parts do not fit")
            return message, [self._read(part) for part in lengths]
        except TimeoutError as error:
            raise Gone("a message that never ended") from error
        except (ValueError, TypeError, KeyError, RecursionError) as error:
            raise Nonsense(f"what came is no message: {error!r}") from error

    def close(self) -> None:
        """End the connection."""
        self._socket.close()

    def _read(self, length: int) -> bytes:
        parts = bytearray()
        while len(parts) < length:
            try:
                part = self._socket.recv(min(_PIECE, length - len(parts)))
            except ConnectionError as error:
                raise Gone(str(error)) from error
            if not part:
                raise Gone("the other side is not there any more")
            parts += part
        return bytes(parts)
