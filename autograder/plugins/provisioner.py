"""Kernels for plain nbgrader that start warm and run shut in."""

from __future__ import annotations

import asyncio
import json
import shutil
import signal
import socket
import tempfile
from contextlib import ExitStack
from typing import Any

from jupyter_client.manager import AsyncKernelManager
from jupyter_client.provisioning.provisioner_base import KernelProvisionerBase

from autograder.grading.warm_process import warm_process
from autograder.sandbox import Process, Sandbox

_PORTS = ("shell_port", "iopub_port", "stdin_port", "control_port", "hb_port")


class SandboxProvisioner(KernelProvisionerBase):
    """Starts a kernel in a sandbox; what lies in its working folder, it sees as a copy."""

    _process: Process | None = None
    _folder: str | None = None

    @property
    def has_process(self) -> bool:
        return self._process is not None

    async def poll(self) -> int | None:
        """The exit code, or minus the signal that ended the kernel; None while it runs."""
        if self._process is None:
            return 0
        try:
            ending = self._process.wait(0.001)
        except TimeoutError:
            return None
        return -(ending.signal or 0) if ending.code is None else ending.code

    async def wait(self) -> int | None:
        while (code := await self.poll()) is None:
            await asyncio.sleep(0.05)
        self._process = None
        return code

    async def send_signal(self, signum: int) -> None:
        if self._process is not None and signum == signal.SIGINT:
            self._process.interrupt()
        elif signum in (signal.SIGTERM, signal.SIGKILL):
            await self.kill()

    async def kill(self, restart: bool = False) -> None:
        if self._process is not None:
            self._process.kill()

    async def terminate(self, restart: bool = False) -> None:
        await self.kill(restart)

    async def pre_launch(self, **kwargs: Any) -> dict[str, Any]:
        """Let the kernel's manager talk to it over sockets in a folder of ours."""
        manager: Any = self.parent
        self._folder = tempfile.mkdtemp(prefix="autograder-kernel-")
        manager.cache_ports = False
        manager.transport, manager.ip = "ipc", f"{self._folder}/socket"
        for number, name in enumerate(_PORTS, 1):
            setattr(manager, name, number)
        kwargs = await super().pre_launch(**kwargs)
        return {**kwargs, "cmd": []}

    async def launch_kernel(self, cmd: list[str], **kwargs: Any) -> Any:
        """Start the kernel; returns how to connect to it."""
        manager: Any = self.parent
        told = {"key": manager.session.key.decode(), "ports": _PORTS}
        ours, theirs = socket.socketpair()
        with ExitStack() as opened:
            opened.enter_context(ours)
            sockets = [opened.enter_context(theirs)]
            for number in range(1, len(_PORTS) + 1):
                listening = opened.enter_context(socket.socket(socket.AF_UNIX))
                listening.bind(f"{self._folder}/socket-{number}")
                listening.listen()
                listening.setblocking(False)
                sockets.append(listening)
            ours.sendall(json.dumps(told).encode())
            ours.shutdown(socket.SHUT_WR)
            box = Sandbox(files=kwargs.get("cwd"))
            warm = warm_process(MPLBACKEND="module://matplotlib_inline.backend_inline")
            self._process = warm.start("autograder.plugins.kernel:serve", sockets, box)
        self.connection_info = manager.get_connection_info()
        return self.connection_info

    async def cleanup(self, restart: bool = False) -> None:
        if self._folder is not None:
            shutil.rmtree(self._folder, ignore_errors=True)


class SandboxedKernelManager(AsyncKernelManager):
    """A manager whose kernels all run in a sandbox, whatever their specification says."""

    async def _async_pre_start_kernel(self, **kw: Any) -> Any:
        if self.provisioner is None:
            spec = self.kernel_spec
            self.provisioner = SandboxProvisioner(kernel_id="", kernel_spec=spec, parent=self)
        return await super()._async_pre_start_kernel(**kw)

    pre_start_kernel = _async_pre_start_kernel
