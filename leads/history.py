"""What happened to a lead, in the order in which it happened: read from facts, consents, stages, notes, feedback."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from leads import values
from leads.database import Database
from leads.groups import lead_row, records
from leads.handoff_tables import FeedbackRow, HandOffRow, NoteRow, StageChangeRow
from leads.lead_rows import lead_of
from leads.model import Fact, Source
from leads.projection import standing
from leads.tables import ConsentRow


@dataclass(frozen=True)
class Entry:
    """One thing that happened.

    ``kind`` is ``said``, ``entered`` (by a person), ``imported`` or ``inferred`` for a value, ``corrected`` when it
    replaced another, ``not_counted`` when somebody is believed more, ``taken_back``; or ``consent``, ``stage``,
    ``handed_off``, ``note``, ``feedback``. ``what`` is the slot (of a feedback or a stage: why it came), ``before`` and
    ``after`` are values as the API shows them, ``words`` what was said, ``by`` who did it (``None``: the visitor, or
    nobody).
    """

    at: datetime
    kind: str
    what: str | None = None
    before: values.Json = None
    after: values.Json = None
    words: str | None = None
    by: str | None = None

    def as_json(self) -> dict[str, values.Json]:
        """As the API shows it."""
        return {**asdict(self), "at": self.at.isoformat()}


class Histories:
    """Reads histories as they are at this moment."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def of(self, lead_id: str) -> tuple[Entry, ...]:
        """The history of a lead, oldest first. Raises ``UnknownLead``."""
        with self._database.read() as session:
            row = lead_row(session, values.sayable(lead_id))
            ids = [record.id for record in records(row)]
            told = told_facts(lead_of(row).facts)
            entries = [*told, *_consents(session, ids), *_stages(session, ids), *_care(session, ids)]
            return tuple(sorted(entries, key=lambda entry: entry.at))


def told_facts(facts: Sequence[Fact]) -> Iterator[Entry]:
    """What was said about each slot, and what it changed: the facts are told, and taken back, once more."""
    told = [(fact.at, False, number) for number, fact in enumerate(facts)]
    taken = [(fact.retracted_at, True, number) for number, fact in enumerate(facts) if fact.retracted_at is not None]
    known: dict[int, Fact] = {}
    for at, is_taken, number in sorted([*told, *taken]):
        fact = facts[number]
        before = _value(known, fact.slot)
        if is_taken:
            known.pop(number, None)
            after = _value(known, fact.slot)
            if before != after:
                yield Entry(at, "taken_back", fact.slot, before, after, fact.retraction, fact.retracted_by)
            continue
        known[number] = replace(fact, retracted_at=None)
        said, stands = values.write(fact.value), _value(known, fact.slot)
        kind = "not_counted" if stands != said else _kind(fact) if before in (None, stands) else "corrected"
        yield Entry(at, kind, fact.slot, before, said, fact.said or None, fact.by)


def _value(known: dict[int, Fact], slot: str) -> values.Json:
    stands = standing(known[number] for number in sorted(known)).get(slot)
    return None if stands is None else values.write(stands.value)


def _kind(fact: Fact) -> str:
    return {Source.SALES: "entered", Source.IMPORT: "imported", Source.INFERRED: "inferred"}.get(fact.source, "said")


def _consents(session: Session, ids: Sequence[str]) -> Iterator[Entry]:
    for each in session.scalars(select(ConsentRow).where(ConsentRow.lead_id.in_(ids)).order_by(ConsentRow.id)):
        yield Entry(each.at, "consent", each.purpose, each.wording, each.given, each.said, each.by)


def _stages(session: Session, ids: Sequence[str]) -> Iterator[Entry]:
    query = select(StageChangeRow).where(StageChangeRow.lead_id.in_(ids)).order_by(StageChangeRow.id)
    for each in session.scalars(query):
        yield Entry(each.at, "stage", each.cause, each.before, each.after, each.reason, each.actor)


def _care(session: Session, ids: Sequence[str]) -> Iterator[Entry]:
    handoffs = session.scalars(select(HandOffRow).where(HandOffRow.lead_id.in_(ids)).order_by(HandOffRow.lead_id))
    for handoff in (each for each in handoffs if each.because):
        to = {"team": handoff.team, "person": handoff.person}
        yield Entry(handoff.handed_off_at, "handed_off", handoff.route, None, to, handoff.because)
    for note in session.scalars(select(NoteRow).where(NoteRow.lead_id.in_(ids)).order_by(NoteRow.id)):
        yield Entry(note.at, "note", words=note.text, by=note.by)
    for said in session.scalars(select(FeedbackRow).where(FeedbackRow.lead_id.in_(ids)).order_by(FeedbackRow.id)):
        yield Entry(said.at, "feedback", None, None, said.outcome, said.reason, said.by)
