"""The supervisor with real, tiny programs: what dies is started again, and nothing is left behind."""

import asyncio
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import psutil
import pytest

from banter.settings import ROOT, Settings
from banter.supervisor import PortTaken, Program, Supervisor, check_ports
from tests.ports import free_port

SLEEPER = "import os, sys, time; print('hello from', os.environ.get('WHO'), flush=True); time.sleep(60)"
PARENT = (
    "import subprocess, sys, time; child = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(60)']); "
    "print('grandchild', child.pid, flush=True); time.sleep(60)"
)
STUBBORN_CHILD = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); time.sleep(60)"


def program(code: str, name: str = "web", **environment: str) -> Program:
    return Program(name, [sys.executable, "-c", code], environment)


@asynccontextmanager
async def supervised(home: Path, *programs: Program) -> AsyncIterator[None]:
    supervisor = Supervisor(home, programs)
    supervisor.start()
    try:
        yield
    finally:
        await supervisor.stop()


async def until(happened: Callable[[], bool], patience: float = 15.0) -> None:
    deadline = time.monotonic() + patience
    while not happened():
        assert time.monotonic() < deadline, "it did not happen in time"
        await asyncio.sleep(0.01)


def pid_in(home: Path, name: str = "web") -> int:
    """The process id in a pid file; 0 while there is none."""
    path = home / "run" / f"{name}.pid"
    return int(path.read_text() or 0) if path.exists() else 0


def log_of(home: Path, name: str = "web") -> str:
    path = home / "log" / f"{name}.log"
    return path.read_text() if path.exists() else ""


def runs(pid: int) -> bool:
    try:
        return bool(psutil.Process(pid).status() != psutil.STATUS_ZOMBIE)
    except psutil.NoSuchProcess:
        return False


def soon_gone(*pids: int) -> bool:
    """Whether all processes end within two seconds: a killed one takes a moment to be gone."""
    deadline = time.monotonic() + 2
    while any(runs(pid) for pid in pids) and time.monotonic() < deadline:
        time.sleep(0.01)
    return not any(runs(pid) for pid in pids)


def test_a_program_runs_with_its_environment_a_pid_file_and_a_log(tmp_path: Path) -> None:
    async def story() -> None:
        async with supervised(tmp_path, program(SLEEPER, WHO="somebody")):
            await until(lambda: "hello from somebody" in log_of(tmp_path))
            assert Path(psutil.Process(pid_in(tmp_path)).cwd()) == ROOT

    asyncio.run(story())


def test_a_killed_program_is_started_again_and_its_end_is_in_the_log(tmp_path: Path) -> None:
    async def story() -> None:
        async with supervised(tmp_path, program(SLEEPER), program(SLEEPER, "rasa")):
            await until(lambda: log_of(tmp_path).count("hello") == 1 and pid_in(tmp_path, "rasa") > 0)
            killed, other = pid_in(tmp_path), pid_in(tmp_path, "rasa")
            os.kill(killed, signal.SIGKILL)
            await until(lambda: log_of(tmp_path).count("hello") == 2)
            assert pid_in(tmp_path) not in (0, killed)
            assert pid_in(tmp_path, "rasa") == other
            assert "web ended with status -9" in log_of(tmp_path)

    asyncio.run(story())


def test_a_program_that_cannot_live_is_started_again_more_and_more_slowly(tmp_path: Path) -> None:
    async def story() -> None:
        async with supervised(tmp_path, program("import sys; sys.exit(3)")):
            await until(lambda: log_of(tmp_path).count("status 3") == 2)
            await asyncio.sleep(0.5)
            assert log_of(tmp_path).count("status 3") == 2

    asyncio.run(story())


def test_stopping_leaves_no_process_and_no_pid_file(tmp_path: Path) -> None:
    pids: list[int] = []

    async def story() -> None:
        async with supervised(tmp_path, program(SLEEPER), program(SLEEPER, "rasa"), program(SLEEPER, "actions")):
            await until(lambda: all(pid_in(tmp_path, name) for name in ("web", "rasa", "actions")))
            pids.extend(pid_in(tmp_path, name) for name in ("web", "rasa", "actions"))

    asyncio.run(story())
    assert soon_gone(*pids)
    assert list((tmp_path / "run").iterdir()) == []


def test_stopping_at_once_leaves_nothing_behind_either(tmp_path: Path) -> None:
    before = psutil.Process().children(recursive=True)

    async def story() -> None:
        async with supervised(tmp_path, program(SLEEPER)):
            await asyncio.sleep(0)

    asyncio.run(story())
    assert list((tmp_path / "run").iterdir()) == []
    assert set(psutil.Process().children(recursive=True)) <= set(before)


def test_what_a_program_started_itself_is_ended_with_it(tmp_path: Path) -> None:
    def grandchildren() -> list[int]:
        return [int(line.split()[1]) for line in log_of(tmp_path).splitlines() if line.startswith("grandchild")]

    async def story() -> None:
        async with supervised(tmp_path, program(PARENT)):
            await until(lambda: len(grandchildren()) == 1)
            os.kill(pid_in(tmp_path), signal.SIGKILL)
            await until(lambda: len(grandchildren()) == 2)
            assert soon_gone(grandchildren()[0])

    asyncio.run(story())
    assert soon_gone(*grandchildren())


def test_a_grandchild_that_ignores_being_asked_is_killed(tmp_path: Path) -> None:
    code = PARENT.replace("import time; time.sleep(60)", STUBBORN_CHILD.replace("'", '"'))
    pid = 0

    async def story() -> None:
        nonlocal pid
        async with supervised(tmp_path, program(code)):
            await until(lambda: "grandchild" in log_of(tmp_path))
            pid = int(log_of(tmp_path).split()[1])

    asyncio.run(story())
    assert soon_gone(pid)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux ends a child whose parent was killed")
def test_when_the_supervisor_itself_is_killed_its_programs_end(tmp_path: Path) -> None:
    code = (
        "import asyncio, sys; from pathlib import Path; from banter.supervisor import Program, Supervisor\n"
        "async def main():\n"
        f"    Supervisor(Path({str(tmp_path)!r}), (Program('web', [sys.executable, '-c', {SLEEPER!r}]),)).start()\n"
        "    await asyncio.sleep(60)\n"
        "asyncio.run(main())\n"
    )
    supervisor = subprocess.Popen([sys.executable, "-c", code], cwd=ROOT)

    async def story() -> None:
        await until(lambda: "hello" in log_of(tmp_path))
        pid = pid_in(tmp_path)
        supervisor.kill()
        supervisor.wait()
        await until(lambda: not runs(pid))

    asyncio.run(story())


@pytest.mark.parametrize("variable", ["BANTER_PORT", "BANTER_RASA_PORT", "BANTER_ACTIONS_PORT"])
def test_a_taken_port_is_named_with_the_setting_that_changes_it(variable: str) -> None:
    environment = {name: str(free_port()) for name in ("BANTER_PORT", "BANTER_RASA_PORT", "BANTER_ACTIONS_PORT")}
    check_ports(Settings.from_environment(environment))
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(PortTaken, match=rf"Port {port} on 127\.0\.0\.1 .*{variable}"):
            check_ports(Settings.from_environment({**environment, variable: str(port)}))
