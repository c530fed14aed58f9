"""Keeps web, Rasa and the action server running: starts them, restarts what dies, stops all of them."""

import asyncio
import ctypes
import os
import signal
import socket
import sys
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from banter.rasa_process import rasa_command, rasa_environment
from banter.settings import ROOT, Settings

FIRST_PAUSE_S, LONGEST_PAUSE_S = 0.2, 10.0
LIVED_LONG_ENOUGH_S = 30.0
TIME_TO_STOP_S = 10.0


class PortTaken(Exception):
    """Another program listens where we want to; the text names the port and the setting that changes it."""


@dataclass(frozen=True)
class Program:
    """One process to keep running."""

    name: str
    command: list[str]
    environment: Mapping[str, str] = field(default_factory=dict)


def programs(settings: Settings, model: Path) -> tuple[Program, ...]:
    """The three processes of an installation."""
    rasa = rasa_command(
        *("run", "--model", str(model), "--interface", "127.0.0.1", "--port", str(settings.rasa_port)),
        *("--endpoints", "endpoints.yml", "--credentials", "credentials.yml"),
    )
    return (
        Program("actions", [sys.executable, "-m", "banter.actions_server"]),
        Program("rasa", rasa, rasa_environment(settings)),
        Program("web", [sys.executable, "-m", "banter.web"]),
    )


def check_ports(settings: Settings) -> None:
    """Raises ``PortTaken`` unless all three ports are free."""
    wanted = (
        ("BANTER_PORT", settings.host, settings.port),
        ("BANTER_RASA_PORT", "127.0.0.1", settings.rasa_port),
        ("BANTER_ACTIONS_PORT", "127.0.0.1", settings.actions_port),
    )
    for variable, host, port in wanted:
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((host, port))
            except OSError as error:
                raise PortTaken(
                    f"Port {port} on {host} cannot be used ({error.strerror}). Stop the program that listens there "
                    f"(is Banter running already?) or choose another port with {variable}."
                ) from error


class Supervisor:
    """Runs programs until it is stopped. Logs go to ``home/log``, process ids to ``home/run``."""

    def __init__(self, home: Path, to_run: tuple[Program, ...]) -> None:
        self._logs, self._pids, self._programs = home / "log", home / "run", to_run
        for folder in (self._logs, self._pids):
            folder.mkdir(parents=True, exist_ok=True)
        self._keepers: list[asyncio.Task[None]] = []

    def start(self) -> None:
        """Begins to keep every program running."""
        self._keepers = [asyncio.create_task(self._keep(program)) for program in self._programs]

    async def stop(self) -> None:
        """Stops every program, gently at first; none is left behind."""
        for keeper in self._keepers:
            keeper.cancel()
        await asyncio.gather(*self._keepers, return_exceptions=True)

    async def _keep(self, program: Program) -> None:
        pause = FIRST_PAUSE_S
        while True:
            started = time.monotonic()
            await self._run_once(program)
            lived = time.monotonic() - started
            pause = FIRST_PAUSE_S if lived > LIVED_LONG_ENOUGH_S else min(pause * 2, LONGEST_PAUSE_S)
            await asyncio.sleep(pause)

    async def _run_once(self, program: Program) -> None:
        pid_file = self._pids / f"{program.name}.pid"
        with (self._logs / f"{program.name}.log").open("ab") as log:
            process = await asyncio.create_subprocess_exec(
                *program.command,
                cwd=ROOT,
                env={**os.environ, **program.environment},
                stdin=asyncio.subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
                preexec_fn=_die_with_the_supervisor,
            )
            pid_file.write_text(f"{process.pid}\n")
            try:
                status = await process.wait()
                log.write(f"{program.name} ended with status {status}; it is started again\n".encode())
            finally:
                await _end(process)
                pid_file.unlink(missing_ok=True)


async def _end(process: asyncio.subprocess.Process) -> None:
    """Ends a process and whatever it started: it leads a session of its own."""
    if process.returncode is None:
        _signal(process.pid, signal.SIGTERM)
        with suppress(TimeoutError):
            await asyncio.wait_for(asyncio.shield(process.wait()), TIME_TO_STOP_S)
    _signal(process.pid, signal.SIGKILL)
    await process.wait()


def _signal(leader: int, number: signal.Signals) -> None:
    with suppress(ProcessLookupError):
        os.killpg(leader, number)


def _die_with_the_supervisor() -> None:
    """Linux ends a child whose supervisor was killed without a chance to stop it; elsewhere there is no such call."""
    if sys.platform == "linux":
        set_parent_death_signal = 1
        ctypes.CDLL(None).prctl(set_parent_death_signal, signal.SIGTERM)
