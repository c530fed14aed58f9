"""``banter doctor``: what is configured, what is on, what can be reached, and what to do about the rest."""

import asyncio
import enum
import json
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from rich.console import Console
from rich.table import Table

from banter.settings import Settings


class State(enum.StrEnum):
    """How a part is: ``off`` is chosen, a ``warning`` can wait, a ``problem`` can't."""

    OK = "ok"
    OFF = "off"
    WARNING = "warning"
    PROBLEM = "problem"


COLOURS = {State.OK: "green", State.OFF: "dim", State.WARNING: "yellow", State.PROBLEM: "red"}


@dataclass(frozen=True)
class Finding:
    """One line: which part, how it is, and why or since when; never a secret."""

    part: str
    state: State
    says: str


Check = Callable[[Settings], Awaitable[Sequence[Finding]]]


async def examine(settings: Settings, checks: Sequence[Check]) -> tuple[Finding, ...]:
    """What all checks find, in their order; they run at the same time."""
    found = await asyncio.gather(*(check(settings) for check in checks))
    return tuple(finding for findings in found for finding in findings)


def is_healthy(findings: Sequence[Finding]) -> bool:
    """Whether nothing has to be done."""
    return all(finding.state != State.PROBLEM for finding in findings)


def as_json(findings: Sequence[Finding]) -> str:
    """For programs: ``{"healthy": …, "findings": [{"part", "state", "says"}]}``."""
    report: dict[str, Any] = {"healthy": is_healthy(findings), "findings": [asdict(each) for each in findings]}
    return json.dumps(report, ensure_ascii=False, indent=2)


def show(findings: Sequence[Finding], screen: Console) -> None:
    """For people: a table."""
    table = Table(box=None, pad_edge=False, header_style="bold")
    for title in ("Part", "State", "What"):
        table.add_column(title, overflow="fold")
    for finding in findings:
        colour = COLOURS[finding.state]
        table.add_row(finding.part, f"[{colour}]{finding.state}[/{colour}]", finding.says.replace("[", r"\["))
    screen.print(table)
