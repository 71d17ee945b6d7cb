"""A Jupyter kernel in a warm, sandboxed process, on sockets that others have bound for it."""

from __future__ import annotations

import json
import socket
from functools import partial
from typing import Any

import zmq
from ipykernel import kernelapp
from ipykernel.iostream import IOPubThread
from traitlets.config import Config


def serve(settings: socket.socket, *listening: socket.socket) -> None:
    """Be a kernel until told to shut down.

    Args:
        settings: sends, as JSON, the `key` that messages are signed with, and the `ports`: the
            kernel's names of its sockets.
        listening: those sockets, bound.
    """
    with settings, settings.makefile() as stream:
        told = json.load(stream)
    bind = partial(_bind, [each.detach() for each in listening])
    ipykernel: Any = kernelapp  # whose parts bind sockets themselves
    ipykernel.IOPubThread = _without_pipe  # which would be a port, and there is no network
    ipykernel.IPKernelApp._try_bind_socket = lambda self, zmq_socket, port: bind(zmq_socket, port)
    ipykernel.Heartbeat._try_bind_socket = lambda self: bind(self.socket, self.port)
    ports: dict[str, Any] = {name: number for number, name in enumerate(told["ports"], 1)}
    config = Config({"Session": {"key": told["key"].encode()}})
    app = kernelapp.IPKernelApp.instance(config=config, transport="ipc", ip="kernel", **ports)
    app.initialize([])
    app.start()


def _without_pipe(zmq_socket: Any, pipe: bool, session: Any) -> IOPubThread:
    return IOPubThread(zmq_socket, pipe=False, session=session)


def _bind(descriptors: list[int], zmq_socket: Any, port: int) -> int:
    zmq_socket.setsockopt(zmq.USE_FD, descriptors[port - 1])
    zmq_socket.bind(f"ipc://kernel-{port}")  # a mere name
    return port
