"""``banter leads export`` and ``import``: leads as files."""

import csv
import io
import json
import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, TextIO

import typer
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

from banter.assembly import assemble
from banter.cli.importing import FileImport, report, report_as_json
from banter.cli.terminal import clear_errors, for_programs, group, notices, print_json, refuse
from banter.settings import Settings
from leads.countries import CODES
from leads.exporting import COLUMNS, all_leads, row_of
from leads.importing import LANGUAGES, Wishes
from leads.model import Lead, LeadClass, Stage
from leads.view import as_json

NOTHING_DONE = "Nothing was done:"
DELIMITERS = {",": ",", ";": ";", "tab": "\t", "\\t": "\t", "\t": "\t"}
OWNER_ONLY = 0o600

lead_files_app = group()


def _delimiter(written: str) -> str:
    if written not in DELIMITERS:
        raise typer.BadParameter(f"{written!r} cannot part columns; write ',', ';' or tab")
    return DELIMITERS[written]


def _region(written: str) -> str:
    if written.upper() not in CODES:
        raise typer.BadParameter(f"there is no country {written!r}; write two letters such as DE")
    return written.upper()


def _language(written: str | None) -> str | None:
    if written not in (*LANGUAGES, None):
        raise typer.BadParameter(f"{written!r} is not spoken here; write {' or '.join(LANGUAGES)}")
    return written


def _header_and_field(written: str) -> tuple[str, str]:
    header, sign, field = written.rpartition("=")  # a header may have such a sign in it, a field has none
    if not sign:
        raise typer.BadParameter(f'--map {written!r}: write "HEADER=FIELD", such as "E-Mail=email"')
    return header.strip(), field.strip()


@lead_files_app.command("export")
def export_leads(
    output: Annotated[str, typer.Option("--output", "-o", help="The file to write; - is standard output.")] = "-",
    lead_class: Annotated[LeadClass | None, typer.Option("--class", help="Only those of this class.")] = None,
    stage: Annotated[Stage | None, typer.Option(help="Only those at this stage.")] = None,
    q: Annotated[str | None, typer.Option("--q", help="Words in name, company or e-mail address.")] = None,
    bom: Annotated[
        bool, typer.Option("--bom", help="Begin with a byte-order mark, so that Excel reads UTF-8.")
    ] = False,
    delimiter: Annotated[str, typer.Option(help="What parts the columns: ',', ';' or tab.", callback=_delimiter)] = ",",
    as_json_: Annotated[bool, for_programs("no CSV, but one LEAD on each line, as GET /api/leads gives it.")] = False,
) -> None:
    """Write leads as CSV, newest first, safe to open in a spreadsheet. Ends with 1 when there is none."""
    with clear_errors(NOTHING_DONE):
        store = assemble(Settings.from_environment()).store
        total = store.count(lead_class=lead_class, stage=stage, words=q)
        leads = all_leads(store, lead_class=lead_class, stage=stage, words=q)
        with _progress() as progress, _written_to(output, "utf-8-sig" if bom else "utf-8") as file:
            counted = progress.track(leads, total=total, description="Exporting")
            if as_json_:
                _write_json_lines(counted, file)
            else:
                _write_csv(counted, file, delimiter)
        if not total:
            refuse("No lead is like that.")


@lead_files_app.command("import")
def import_leads(
    file: Annotated[Path, typer.Argument(metavar="FILE.csv", exists=True, dir_okay=False, readable=True)],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what would be done.")] = False,
    skip_bad: Annotated[bool, typer.Option("--skip-bad", help="Leave out rows that cannot be read.")] = False,
    mapped: Annotated[
        list[str] | None,
        typer.Option(
            "--map", metavar="HEADER=FIELD", help='What a column means: "Mailbox=email"; "Notes=" leaves it out.'
        ),
    ] = None,
    encoding: Annotated[
        str | None, typer.Option(help="How the file is encoded, such as cp1252. [default: UTF-8, or its mark]")
    ] = None,
    language: Annotated[
        str | None, typer.Option(help="Of leads that name none: en or de. [default: banter.yml]", callback=_language)
    ] = None,
    region: Annotated[
        str, typer.Option(help="The country of phone numbers that do not begin with +.", callback=_region)
    ] = "DE",
    consent_proof: Annotated[
        str | None, typer.Option(help="Where the proof of the consents in the file is kept; without it, none is read.")
    ] = None,
    hand_off: Annotated[
        bool, typer.Option("--hand-off", help="Hand qualified ones off, and tell programs, as of any new lead.")
    ] = False,
    as_json_: Annotated[
        bool,
        for_programs(
            '{"dry_run", "rows", "new", "known", "suppressed", "bad", "problems": [{"line", "column", "what"}], '
            '"unread": [HEADER], "imported"}.'
        ),
    ] = False,
) -> None:
    """Read leads from a CSV file. One wrong row stops all; the same row again makes no second lead."""
    with clear_errors(NOTHING_DONE):
        core = assemble(Settings.from_environment())
        given = dict(_header_and_field(each) for each in mapped or ())
        proof = (consent_proof or "").strip() or None
        wishes = Wishes(file.name[:200], given, proof)
        spoken, refuses = language or core.brand.default_language, core.suppressed.refuses()
        importing = FileImport(core, file, encoding, wishes, region, spoken, hand_off, refuses)
        with _progress() as progress:
            survey = importing.survey(progress)
            refused = bool(survey.bad) and not skip_bad
            imported = 0 if dry_run or refused else importing.write(progress, survey.rows)
        if as_json_:
            print_json(report_as_json(survey, importing.unread, dry_run, imported))
        else:
            report(survey, importing.unread, dry_run, refused, imported)
        sys.exit(1 if refused or not survey.rows else 0)


def _progress() -> Progress:
    """A bar on a terminal; nothing where nobody looks."""
    columns = (TextColumn("{task.description}"), BarColumn(), TaskProgressColumn(), TimeRemainingColumn())
    return Progress(*columns, console=notices, transient=True, disable=not notices.is_terminal)


@contextmanager
def _written_to(output: str, encoding: str) -> Iterator[TextIO]:
    """A file that only its owner can read, or standard output; UTF-8 wherever we are."""
    if output == "-":
        text = io.TextIOWrapper(sys.stdout.buffer, encoding, "replace", newline="")
        try:
            yield text
            text.flush()
        finally:
            text.detach()
        return
    try:
        handle = os.open(output, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, OWNER_ONLY)
    except OSError as error:
        refuse(f"{output} cannot be written: {error.strerror}.")
    with open(handle, "w", encoding=encoding, errors="replace", newline="") as file:
        yield file


def _write_csv(leads: Iterable[Lead], file: TextIO, delimiter: str) -> None:
    rows = csv.writer(file, delimiter=delimiter)
    rows.writerow(COLUMNS)
    rows.writerows(row_of(lead) for lead in leads)


def _write_json_lines(leads: Iterable[Lead], file: TextIO) -> None:
    for lead in leads:
        file.write(json.dumps(as_json(lead), ensure_ascii=False) + "\n")
