"""Keeps ``docs/cli.md`` in step with the commands.

.venv/app/bin/python -m tools.command_reference     writes the part of the page that lists them
"""

import inspect
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import typer

from banter.__main__ import app

PAGE = Path(__file__).resolve().parent.parent / "docs" / "cli.md"
BEGINS = "<!-- from here on written by tools/command_reference.py -->\n"


def commands(command: Any = None, name: str = "banter") -> Iterator[tuple[str, Any]]:
    """Every command by its whole name, those of a group one by one."""
    command = typer.main.get_command(app) if command is None else command
    below = getattr(command, "commands", None)
    if below is None:
        yield name, command
    else:
        for each, inner in below.items():
            yield from commands(inner, f"{name} {each}")


def reference() -> str:
    """The listed part of the page: a heading for each command, what it does, and its options."""
    return "\n".join(_section(name, command) for name, command in commands())


def page() -> str:
    """The whole page: what somebody wrote, and the list."""
    written, _, _ = PAGE.read_text(encoding="utf-8").partition(BEGINS)
    return f"{written}{BEGINS}\n{reference()}"


def _section(name: str, command: Any) -> str:
    about = " ".join(inspect.cleandoc(command.help or "").split())
    usage = " ".join([name, *(_usage(each) for each in command.params if each.param_type_name == "argument")])
    options = [each for each in command.params if each.param_type_name == "option" and each.name != "help"]
    rows = [f"| `{', '.join(each.opts)}` | {_cell(each.help or '')}{_default(each)} |" for each in options]
    table = ["", "| option | |", "|---|---|", *rows] if rows else []
    return "\n".join([f"### {name}", "", f"`{usage}`: {about}", *table, ""])


def _usage(argument: Any) -> str:
    called = argument.metavar or argument.name.upper()
    return called if argument.required else f"[{called}]"


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("<", "&lt;")


def _default(option: Any) -> str:
    shown = option.default
    return f" Default: `{shown}`." if shown not in (None, False, (), []) and not callable(shown) else ""


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
