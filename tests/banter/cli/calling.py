"""Calling ``banter`` in a data directory of its own, and what it says."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from typer.testing import CliRunner

from banter.__main__ import app
from banter.settings import ROOT
from leads.clock import Clock
from leads.criteria import Criteria
from leads.inbox import Inbox
from leads.store import LeadStore
from tests.databases import fresh
from tests.leads.made_up import TODAY, said
from tests.ports import free_port


@dataclass(frozen=True)
class Said:
    """How a command ended, and what it wrote."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


class Banter:
    """The commands of one installation, whose assistant is not running."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.environment = {
            "BANTER_HOME": str(home),
            "BANTER_RASA_PORT": str(free_port()),
            "BANTER_TODAY": TODAY.isoformat(),
        }

    def __call__(self, *command: str, answer: str | None = None, **environment: str) -> Said:
        """Runs a command in this process."""
        result = CliRunner().invoke(app, command, input=answer, env={**self.environment, **environment})
        if result.exception is not None and not isinstance(result.exception, SystemExit):
            raise result.exception
        return Said(result.exit_code, result.stdout, result.stderr)

    def outside(self, script: str) -> Said:
        """Runs a line of a shell in which ``$BANTER`` is the command."""
        done = subprocess.run(
            ["/bin/bash", "-o", "pipefail", "-c", script],
            cwd=ROOT,
            env={**os.environ, **self.environment, "BANTER": f"{sys.executable} -m banter", "COLUMNS": "80"},
            capture_output=True,
            text=True,
            timeout=300,
            check=False,
        )
        return Said(done.returncode, done.stdout, done.stderr)

    def lead(self, *messages: str, **facts: Any) -> str:
        """Stores a lead that said these messages and facts; returns its id."""
        database = fresh(self.home / "banter.db")
        inbox = Inbox(database, Clock(TODAY))
        talk = inbox.open("website", "en", {"page": "/pricing"})
        for number, message in enumerate(messages or ("…",)):
            inbox.receive(talk, f"{talk}-{number}", message)
        store = LeadStore(database, Criteria(), Clock(TODAY))
        store.record(talk, f"{talk}-0", said(**facts), language="en")
        lead = store.of_conversation(talk)
        database.close()
        assert lead is not None
        return lead.id
