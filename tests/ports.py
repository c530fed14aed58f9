"""Ports for servers of tests: two tests are never given the same one, in whichever processes they run.

Between asking for a port and listening on it, anybody could be given it. So these lie below those that systems hand out
by themselves, and each is locked (a byte of one file) until the process that asked for it ends.
"""

import fcntl
import os
import random
import socket
import tempfile
from functools import cache
from pathlib import Path
from typing import IO

PORTS = range(20_000, 32_000)
_given: set[int] = set()


def free_port() -> int:
    """A port that nobody listens on, and that no other test is given."""
    for _ in range(10 * len(PORTS)):
        port = random.choice(PORTS)
        if port not in _given and _is_ours(port) and _is_quiet(port):
            _given.add(port)
            return port
    raise AssertionError("every port for tests is taken")


@cache
def _locks() -> IO[bytes]:
    return (Path(tempfile.gettempdir()) / f"banter-test-ports-{os.getuid()}").open("wb")


def _is_ours(port: int) -> bool:
    try:
        fcntl.lockf(_locks(), fcntl.LOCK_EX | fcntl.LOCK_NB, 1, port)
    except (BlockingIOError, PermissionError):
        return False
    return True


def _is_quiet(port: int) -> bool:
    with socket.socket() as probe:
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True
