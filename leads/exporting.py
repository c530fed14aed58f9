"""Leads as rows of a table: one column for each slot, or for each part of it that a spreadsheet can calculate with."""

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from typing import Any

from leads.formulas import guarded
from leads.import_words import ORIGIN
from leads.model import Budget, CompanySize, Lead, Timeline
from leads.store import LeadStore

PAGE = 500

Cell = str | int | float | bool | Decimal | None


def all_leads(store: LeadStore, **wanted: Any) -> Iterator[Lead]:
    """Every lead that ``LeadStore.find`` would give, newest first; a page of them is in memory at a time."""
    after = None
    while True:
        page = store.find(**wanted, after=after, limit=PAGE)
        yield from page.leads
        after = page.next
        if after is None:
            return


def row_of(lead: Lead) -> list[str]:
    """The cells of a lead, in the order of ``COLUMNS``; no spreadsheet takes one for a formula."""
    return [guarded(_written(read(lead))) for read in COLUMNS.values()]


def _written(cell: Cell) -> str:
    match cell:
        case None:
            return ""
        case bool():
            return "yes" if cell else "no"
        case Decimal():
            return f"{cell:f}"
        case _:
            return str(cell)


def _value(slot: str) -> Callable[[Lead], Cell]:
    def read(lead: Lead) -> Cell:
        value = lead.values.get(slot)
        return None if isinstance(value, Budget | Timeline | CompanySize) else value

    return read


def _origin(name: str) -> Callable[[Lead], Cell]:
    return lambda lead: lead.source.get(name)


def _part(slot: str, name: str) -> Callable[[Lead], Cell]:
    def read(lead: Lead) -> Cell:
        part = getattr(lead.values.get(slot), name, None)
        return None if part is None else part if isinstance(part, int | Decimal) else str(part)

    return read


COLUMNS: Mapping[str, Callable[[Lead], Cell]] = {
    "id": lambda lead: lead.id,
    "created_at": lambda lead: lead.created_at.isoformat(),
    "updated_at": lambda lead: lead.updated_at.isoformat(),
    "class": lambda lead: lead.verdict.lead_class,
    "score": lambda lead: lead.verdict.score,
    "automation_ready": lambda lead: lead.verdict.automation_ready,
    "stage": lambda lead: lead.stage,
    "disqualified": lambda lead: lead.disqualified,
    "channel": lambda lead: lead.channel,
    "language": lambda lead: lead.language,
    **{slot: _value(slot) for slot in ("person_name", "job_title", "department", "company")},
    "company_size_min": _part("company_size", "minimum"),
    "company_size_max": _part("company_size", "maximum"),
    **{slot: _value(slot) for slot in ("industry", "location", "email", "phone", "need")},
    "budget_min": _part("budget", "minimum"),
    "budget_max": _part("budget", "maximum"),
    "budget_currency": _part("budget", "currency"),
    "budget_period": _part("budget", "period"),
    "authority": _value("authority"),
    "timeline_start": _part("timeline", "start"),
    "timeline_end": _part("timeline", "end"),
    **{slot: _value(slot) for slot in ("contact_opt_in", "marketing_opt_in")},
    **{name: _origin(name) for name in ORIGIN},
}
