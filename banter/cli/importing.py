"""An import from the command line: the file is read once to see what it holds, and once more to store it."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from rich.markup import escape
from rich.progress import Progress

from banter.assembly import Core
from banter.cli.terminal import notices, plain, screen
from banter.operator_files.import_words import read_import_words
from banter.settings import ROOT
from leads.import_cells import Cells
from leads.import_survey import Survey, batches, survey, welcome
from leads.import_words import vocabulary
from leads.importing import LANGUAGES, ImportedLead, RowProblem, Wishes, columns, read_rows
from leads.imports import Imports, Refused, nobody_is_refused
from leads.store import LeadStore
from leads.table_file import read_table

PROBLEMS_SHOWN = 20
MANY = 500


class FileImport:
    """One file on its way into the database. ``unread`` are its columns that name no field."""

    def __init__(
        self,
        core: Core,
        path: Path,
        encoding: str | None,
        wishes: Wishes,
        region: str,
        language: str,
        hand_off: bool,
        refused: Refused = nobody_is_refused,
    ) -> None:
        folder = ROOT / "data" / "import"
        self._words = vocabulary(read_import_words(folder / f"{each}.yml") for each in LANGUAGES)
        self._path, self._encoding, self._wishes, self._language = path, encoding, wishes, language
        self._cells, self._refused = Cells(self._words, region), refused
        store = core.store if hand_off else LeadStore(core.database, core.criteria, core.clock)
        self._imports = Imports(core.database, store, core.clock)
        self.unread: tuple[str, ...] = ()

    def survey(self, progress: Progress) -> Survey:
        """What is in the file. Raises ``ImportRefused``."""
        task = progress.add_task("Reading", total=self._path.stat().st_size)
        with self._rows(progress, task) as rows:
            return survey(rows, self._imports.known, self._refused)

    def write(self, progress: Progress, expected: int) -> int:
        """Stores all rows that are as they should be; returns how many are new."""
        task, new = progress.add_task("Importing", total=expected), 0
        with self._rows() as rows:
            for batch in batches(welcome(rows, self._refused)):
                new += self._imports.bring_in(batch, self._language)
                progress.advance(task, len(batch))
        return new

    @contextmanager
    def _rows(
        self, progress: Progress | None = None, task: Any = None
    ) -> Iterator[Iterator[ImportedLead | RowProblem]]:
        with self._path.open("rb") as file:
            table = read_table(file, self._encoding)
            found = columns(table, self._words, self._wishes)
            self.unread = found.unread

            def rows() -> Iterator[ImportedLead | RowProblem]:
                for number, row in enumerate(read_rows(table, found, self._cells, self._wishes)):
                    if progress is not None and number % MANY == 0:
                        progress.update(task, completed=file.tell())
                    yield row

            yield rows()


def report_as_json(survey: Survey, unread: tuple[str, ...], dry_run: bool, imported: int) -> dict[str, Any]:
    """The outcome for programs."""
    problems = [vars(problem) for problem in survey.problems]
    return {"dry_run": dry_run, **vars(survey), "problems": problems, "unread": list(unread), "imported": imported}


def report(survey: Survey, unread: tuple[str, ...], dry_run: bool, refused: bool, imported: int) -> None:
    """The outcome for people: what is wrong on standard error, what was done on standard output."""
    for problem in survey.problems[:PROBLEMS_SHOWN]:
        notices.print(escape(plain(str(problem))), soft_wrap=True)
    if survey.bad > PROBLEMS_SHOWN:
        notices.print(f"… and {survey.bad - PROBLEMS_SHOWN:,} more")
    counts = {
        "can be imported" if dry_run or refused else "imported": imported if imported else survey.new,
        "known already": survey.known,
        "not to be contacted": survey.suppressed,
        "wrong": survey.bad,
    }
    told = ", ".join(f"{count:,} {what}" for what, count in counts.items() if count)
    screen.print(f"{survey.rows:,} rows: {told}." if told else "The file has no rows.")
    if unread:
        screen.print(f"Not read: {escape(plain(', '.join(unread)))}.", soft_wrap=True)
    if refused:
        notices.print("Nothing was imported. Correct the rows, or leave them out with --skip-bad.")
    elif dry_run:
        screen.print("Nothing was imported: this was a dry run.")
