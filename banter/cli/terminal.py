"""What every command shares: what is shown where, errors as one sentence, the end of a pipe.

Results go to standard output, everything else to standard error. A command ends with 0 when all went well, with 1
when something was refused or nothing was found, with 2 when it was called wrongly.
"""

import json
import sys
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, NoReturn

import typer
from rich.console import Console
from rich.markup import escape

from banter.settings import BadSetting
from banter.supervisor import PortTaken
from banter.training import TrainingFailed
from leads.errors import BanterError, OperatorFileError, UnknownLead, UnknownParcel

REFUSED = 1

screen = Console(highlight=False)
notices = Console(highlight=False, stderr=True)


def for_programs(keys: str) -> Any:
    """The option ``--json``; ``keys`` tell what is in it."""
    return typer.Option("--json", help=f"For programs: {keys}")


def group(about: str | None = None) -> typer.Typer:
    """Commands that belong together. Help is plain text, so that no bracket in it is taken for a style."""
    return typer.Typer(
        help=about,
        no_args_is_help=True,
        add_completion=False,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
    )


def print_json(value: Any) -> None:
    """One JSON value on one line of standard output."""
    print(json.dumps(value, ensure_ascii=False))


def refuse(why: str) -> NoReturn:
    """Ends the command: why it did nothing, in one sentence."""
    notices.print(escape(why), soft_wrap=True)
    sys.exit(REFUSED)


def plain(text: str) -> str:
    """Somebody else's words without anything that moves the cursor, colours or turns the text of a terminal."""
    return "".join(each if each == "\n" or unicodedata.category(each) not in NOT_SHOWN else " " for each in text)


NOT_SHOWN = frozenset({"Cc", "Cf", "Cs"})


@contextmanager
def doing(what: str, where: Console = screen) -> Iterator[None]:
    """Shows what takes a while: moving on a terminal, as a line elsewhere."""
    if where.is_terminal:
        with where.status(what):
            yield
    else:
        where.print(what)
        yield


@contextmanager
def clear_errors(intro: str = "Banter cannot start:", files: Console = notices) -> Iterator[None]:
    """Tells what can go wrong in a sentence on standard error, and ends with 1.

    What is wrong in the operator's files goes to ``files``, where it may be what was asked for.
    """
    try:
        yield
    except OperatorFileError as error:
        files.print("[red]Banter cannot start; put this right first:[/red]")
        for problem in error.problems:
            files.print(f"  {escape(str(problem))}", soft_wrap=True)
        sys.exit(REFUSED)
    except UnknownLead as error:
        refuse(f"There is no lead {error}.")
    except UnknownParcel as error:
        refuse(f"There is no {error} in the outbox; banter handoffs lists what has not arrived.")
    except OSError as error:
        if error.filename is None:  # the end of a pipe, which is no error
            raise
        refuse(f"{error.filename}: {error.strerror}.")
    except (BadSetting, PortTaken, BanterError, TrainingFailed) as error:
        why = " ".join(str(error).split())  # what drivers say has lines of its own
        notices.print(f"[red]{intro}[/red] {escape(why)}", soft_wrap=True)
        sys.exit(REFUSED)
