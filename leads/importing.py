"""Rows of a file → facts, or what is wrong with them. Pure: nothing is stored here."""

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from leads import values
from leads.consent import PURPOSES
from leads.errors import ImportRefused, InvalidFact
from leads.formulas import unguarded
from leads.import_cells import Cells, amount, day
from leads.import_words import BUDGET_PARTS, FIELDS, NAME_PARTS, ORIGIN, SIZE_PARTS, TIMELINE_PARTS, Vocabulary, bare
from leads.model import Source
from leads.store import Said
from leads.table_file import Row, TableFile
from leads.view import SLOTS

RECOGNISABLE = frozenset({"person_name", "company", "email", "phone"})
LANGUAGES = ("en", "de")
NOT_READ = ""
DETAILS = ("budget_currency", "budget_period")


@dataclass(frozen=True)
class ImportedLead:
    """What a row says. The same facts have the same ``fingerprint``, in whichever file, column order and spelling."""

    line: int
    fingerprint: str
    said: tuple[Said, ...]
    source: Mapping[str, str]
    language: str | None

    def value(self, slot: str) -> str | None:
        """The text of a slot, if the row has one."""
        return next((str(each.value) for each in self.said if each.slot == slot), None)


@dataclass(frozen=True)
class RowProblem:
    """Why a row cannot be taken; ``column`` is its header (``None``: the row as a whole)."""

    line: int
    column: str | None
    what: str

    def __str__(self) -> str:
        return f"line {self.line}{f', {self.column}' if self.column else ''}: {self.what}"


@dataclass(frozen=True)
class Columns:
    """Where each field stands. ``unread`` are the headers that name no field."""

    headers: tuple[str, ...]
    places: Mapping[str, int]
    unread: tuple[str, ...]


@dataclass(frozen=True)
class Wishes:
    """How a file is to be read.

    ``mapped`` says which field a header means (none: the column is left out); ``consent_proof`` says where the proof
    of the consents in the file is kept.
    """

    file: str
    mapped: Mapping[str, str]
    consent_proof: str | None = None


def columns(table: TableFile, words: Vocabulary, wishes: Wishes) -> Columns:
    """Finds the fields in the first row. Raises ``ImportRefused``."""
    headers = tuple(header.strip() for header in table.header.cells)
    _check_wishes(headers, wishes)
    meant = [wishes.mapped.get(header, words.headers.get(bare(header), NOT_READ)) for header in headers]
    for field in (field for field in meant if field != NOT_READ and meant.count(field) > 1):
        both = " and ".join(repr(header) for header, named in zip(headers, meant, strict=True) if named == field)
        raise ImportRefused(f'{both} both mean {field}; leave one out, with --map "{headers[meant.index(field)]}=".')
    places = {field: place for place, field in enumerate(meant) if field != NOT_READ}
    if not places.keys() & (RECOGNISABLE | set(NAME_PARTS)):
        raise ImportRefused(
            f"Line {table.header.line} names no column for a name, a company, an e-mail address or a phone number. "
            f'Say which one is, for example --map "{headers[0] or "Header"}=email".'
        )
    consents = [headers[places[purpose]] for purpose in PURPOSES if purpose in places]
    if consents and wishes.consent_proof is None:
        without = " ".join(f'--map "{each}="' for each in consents)
        raise ImportRefused(
            f"{' and '.join(consents)}: no visitor has consented here. Say where the proof is kept, with "
            f"--consent-proof TEXT, or leave it out, with {without}."
        )
    unread = tuple(header for header, field in zip(headers, meant, strict=True) if field == NOT_READ and header)
    return Columns(headers, places, unread)


def read_rows(table: TableFile, found: Columns, cells: Cells, wishes: Wishes) -> Iterator[ImportedLead | RowProblem]:
    """What each row says, or what is wrong with it. Raises ``ImportRefused`` where the file cannot be read on."""
    for row in table.rows:
        if len(row.cells) != len(found.headers):
            wanted = f"has {len(row.cells)} cells, and the first row {len(found.headers)}"
            yield RowProblem(row.line, None, f"{wanted}; look for a delimiter that needs quotation marks around it")
        else:
            yield _read_row(row, found, cells, wishes)


def _check_wishes(headers: Sequence[str], wishes: Wishes) -> None:
    for header, field in wishes.mapped.items():
        if header not in headers:
            raise ImportRefused(f"There is no column {header!r} to map; the file has {', '.join(headers)}.")
        if field not in (*FIELDS, NOT_READ):
            near = get_close_matches(field, FIELDS, 1)
            raise ImportRefused(f"There is no field {field!r}; {f'did you mean {near[0]}?' if near else _known()}")


def _known() -> str:
    return f"known: {', '.join(FIELDS)}."


def _read_row(row: Row, found: Columns, cells: Cells, wishes: Wishes) -> ImportedLead | RowProblem:
    written = {field: unguarded(row.cells[place].strip()) for field, place in found.places.items()}
    written = {field: cell for field, cell in written.items() if cell}
    said: list[Said] = []
    for slot in SLOTS:
        parts = {field: written[field] for field in (slot, *PARTS.get(slot, ())) if field in written}
        try:
            value = _value(slot, parts, cells)
            if value is not None:
                values.read(slot, value)
                said.append(_said(slot, value, parts, wishes))
        except (ValueError, InvalidFact) as error:
            column = found.headers[found.places[next(iter(parts))]]
            return RowProblem(row.line, column, str(error))
    if not {each.slot for each in said} & RECOGNISABLE:
        return RowProblem(row.line, None, "needs a name, a company, an e-mail address or a phone number")
    language = written.get("language", "").casefold()[:2] or None
    if language not in (*LANGUAGES, None):
        column = found.headers[found.places["language"]]
        return RowProblem(row.line, column, f"{written['language']!r} is not spoken here; write en or de")
    origin = {name: written[name] for name in ORIGIN if name in written}
    return ImportedLead(row.line, _fingerprint(said), tuple(said), origin, language)


def _value(slot: str, parts: Mapping[str, str], cells: Cells) -> values.Json:
    if not parts:
        return None
    if slot in parts and (twice := [part for part in parts if part not in (slot, *DETAILS)]):
        raise ValueError(f"says the same as {' and '.join(twice)}; leave one of them empty")
    if slot not in parts:
        return JOINED[slot](parts, cells)
    value = READERS.get(slot, Cells.text)(cells, parts[slot])
    return {**value, **_details(parts, cells)} if slot == "budget" else value


def _said(slot: str, value: values.Json, parts: Mapping[str, str], wishes: Wishes) -> Said:
    wording = wishes.consent_proof if slot in PURPOSES else None
    return Said(slot, value, " ".join(parts.values()), Source.IMPORT, wording, by=wishes.file)


def _name(parts: Mapping[str, str], cells: Cells) -> values.Json:
    return cells.text(" ".join(parts[part] for part in NAME_PARTS if part in parts))


def _budget(parts: Mapping[str, str], cells: Cells) -> values.Json:
    low, high = (amount(parts[end]) if end in parts else None for end in BUDGET_PARTS if end not in DETAILS)
    if low is None and high is None:
        return None  # a currency alone says nothing
    return {"min": low, "max": high, "currency": None, "period": None, **_details(parts, cells)}


def _details(parts: Mapping[str, str], cells: Cells) -> dict[str, values.Json]:
    """Currency and period, where they have columns of their own."""
    read = {"budget_currency": ("currency", cells.currency), "budget_period": ("period", cells.period)}
    return {name: reader(parts[part]) for part, (name, reader) in read.items() if part in parts}


def _timeline(parts: Mapping[str, str], _: Cells) -> values.Json:
    start, end = (parts.get(part) for part in TIMELINE_PARTS)
    return {"start": day(start) if start else None, "end": day(end, last=True) if end else None}


def _size(parts: Mapping[str, str], _: Cells) -> values.Json:
    low, high = (amount(parts[end]) if end in parts else None for end in SIZE_PARTS)
    return {"min": low, "max": high}


def _fingerprint(said: Sequence[Said]) -> str:
    facts = sorted([each.slot, json.dumps(each.value, sort_keys=True)] for each in said)
    return hashlib.sha256(json.dumps(facts).encode()).hexdigest()[:40]


PARTS: Mapping[str, tuple[str, ...]] = {
    "person_name": NAME_PARTS,
    "budget": BUDGET_PARTS,
    "timeline": TIMELINE_PARTS,
    "company_size": SIZE_PARTS,
}
"""Slots that may stand in several columns."""

JOINED: Mapping[str, Callable[[Mapping[str, str], Cells], values.Json]] = {
    "person_name": _name,
    "budget": _budget,
    "timeline": _timeline,
    "company_size": _size,
}
READERS: Mapping[str, Callable[[Cells, str], values.Json]] = {
    "email": Cells.email,
    "phone": Cells.phone,
    "company_size": Cells.size,
    "budget": Cells.budget,
    "authority": Cells.authority,
    "timeline": Cells.timeline,
    "contact_opt_in": Cells.answer,
    "marketing_opt_in": Cells.answer,
}
"""How one column is read; any other holds text."""
