"""Leads in the database: every fact recorded in the turn in which it was said, every verdict with its reasons."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from leads import values
from leads.clock import Clock
from leads.criteria import Criteria
from leads.database import Database
from leads.errors import UnknownLead
from leads.model import Budget, Fact, FactValue, Judged, Lead, LeadClass, Stage, Verdict
from leads.qualification import judge
from leads.tables import ConversationRow, FactRow, LeadRow, locked

LONGEST_QUOTE = 1_000


@dataclass(frozen=True)
class Said:
    """A fact on its way in: the slot, its JSON value, and the words that say it, or that it is ``inferred`` from."""

    slot: str
    value: values.Json
    words: str
    inferred: bool = False


@dataclass(frozen=True)
class Page:
    """Some leads, newest first, and where the next page starts (``None``: nowhere)."""

    leads: tuple[Lead, ...]
    next: str | None


class LeadStore:
    """The only writer of leads."""

    def __init__(self, database: Database, criteria: Criteria, clock: Clock) -> None:
        self._database, self._criteria, self._clock = database, criteria, clock

    def record(
        self,
        conversation: str,
        message_id: str,
        said: Sequence[Said],
        *,
        language: str,
        declined: str | None = None,
    ) -> tuple[str, ...]:
        """Stores what one message said, judges the lead anew, commits; returns the slots whose value changed.

        The same message recorded again changes nothing. Without a fact and without a refusal there is no lead yet.
        Raises ``InvalidFact``, ``UnknownConversation`` or ``StoreUnavailable``; then nothing is stored.
        """
        news = [(each, values.read(each.slot, each.value)) for each in said]
        with self._database.write() as session:
            talk = locked(session, conversation)
            row = self._row_of(session, conversation)
            if row is None:
                if not news and declined is None:
                    return ()
                row = self._new_row(session, talk, language)
            row.language = language
            changed = tuple(each.slot for each, value in news if self._add(row, message_id, each, value))
            if declined is not None and not _was_said(row, declined) and declined not in row.declined:
                row.declined = [*row.declined, declined]
            self._project(row)
        return changed

    def of_conversation(self, conversation: str) -> Lead | None:
        """The lead of a conversation, or ``None`` while nothing is known."""
        with self._database.read() as session:
            row = self._row_of(session, conversation)
            return None if row is None else _lead(row)

    def get(self, lead_id: str) -> Lead:
        """One lead. Raises ``UnknownLead``."""
        with self._database.read() as session:
            row = session.get(LeadRow, lead_id)
            if row is None:
                raise UnknownLead(lead_id)
            return _lead(row)

    def find(
        self,
        *,
        conversation: str | None = None,
        lead_class: str | None = None,
        stage: str | None = None,
        words: str | None = None,
        after: str | None = None,
        limit: int = 50,
    ) -> Page:
        """Leads, newest first; ``words`` looks into name, company and e-mail, ``after`` is a page's ``next``."""
        query = select(LeadRow).order_by(LeadRow.id.desc()).limit(limit + 1)
        for column, wanted in (
            (LeadRow.conversation_id, conversation),
            (LeadRow.lead_class, lead_class),
            (LeadRow.stage, stage),
        ):
            query = query if wanted is None else query.where(column == wanted)
        if words:
            searched = (LeadRow.person_name, LeadRow.company, LeadRow.email)
            query = query.where(or_(*(column.icontains(words, autoescape=True) for column in searched)))
        if after is not None:
            query = query.where(LeadRow.id < after)
        with self._database.read() as session:
            rows = session.scalars(query).all()
            found = tuple(_lead(row) for row in rows[:limit])
        return Page(found, found[-1].id if len(rows) > limit else None)

    def start_over(self, conversation: str) -> None:
        """Takes back what a conversation's visitor said; the facts stay in the history."""
        with self._database.write() as session:
            session.get(ConversationRow, conversation, with_for_update=True)
            row = self._row_of(session, conversation)
            if row is not None:
                row.values, row.declined = {}, []
                self._project(row)

    def erase(self, lead_id: str) -> str:
        """Removes a lead, its facts, its messages and its inbox; returns the erased conversation's id.

        Raises ``UnknownLead``.
        """
        with self._database.write() as session:
            row = session.get(LeadRow, lead_id)
            if row is None:
                raise UnknownLead(lead_id)
            conversation = row.conversation_id
            session.delete(row.conversation)
            return conversation

    def _row_of(self, session: Session, conversation: str) -> LeadRow | None:
        return session.scalars(select(LeadRow).where(LeadRow.conversation_id == conversation)).one_or_none()

    def _new_row(self, session: Session, talk: ConversationRow, language: str) -> LeadRow:
        now = self._clock.now()
        row = LeadRow(
            id=_sortable_id(now),
            conversation=talk,
            conversation_id=talk.id,
            language=language,
            lead_class=LeadClass.LEAD,
            automation_ready=False,
            score=0,
            criteria=[],
            stage=Stage.NEW,
            values={},
            declined=[],
            facts=[],
            created_at=now,
            updated_at=now,
        )
        session.add(row)
        return row

    def _add(self, row: LeadRow, message_id: str, said: Said, value: FactValue) -> bool:
        if any(fact.message_id == message_id and fact.slot == said.slot for fact in row.facts):
            return True  # this turn is taken again: what it changed then, it reports again
        if said.inferred and said.slot in row.values:
            return False  # what was said is never replaced by what is only likely
        stored = values.write(_completed(value, row.values.get(said.slot)))
        row.facts.append(
            FactRow(
                slot=said.slot,
                value=stored,
                said=values.sayable(said.words)[:LONGEST_QUOTE],
                message_id=message_id,
                inferred=said.inferred,
                at=self._clock.now(),
            )
        )
        changed = bool(row.values.get(said.slot) != stored)
        row.values = {**row.values, said.slot: stored}
        if not said.inferred:
            row.declined = [slot for slot in row.declined if slot != said.slot]
        return changed

    def _project(self, row: LeadRow) -> None:
        lead = _lead(row)
        verdict = judge(lead, self._criteria, self._clock.today())
        row.lead_class, row.automation_ready, row.score = (
            verdict.lead_class,
            verdict.automation_ready,
            verdict.score,
        )
        row.criteria = [{"name": each.name, "met": each.met, "evidence": each.evidence} for each in verdict.criteria]
        row.person_name, row.company, row.email = (lead.text(slot) for slot in ("person_name", "company", "email"))
        row.updated_at = self._clock.now()


def _was_said(row: LeadRow, slot: str) -> bool:
    return slot in row.values and any(fact.slot == slot and not fact.inferred for fact in row.facts)


def _completed(value: FactValue, before: values.Json) -> FactValue:
    """A corrected amount keeps the currency and the period that were said before."""
    if isinstance(value, Budget) and before is not None:
        return replace(
            value,
            currency=value.currency or before.get("currency"),
            period=value.period or before.get("period"),
        )
    return value


def _sortable_id(now: datetime) -> str:
    """An id whose order is the order in time: milliseconds, then chance."""
    return f"{int(now.timestamp() * 1000):012x}{uuid.uuid4().hex[:12]}"


def _lead(row: LeadRow) -> Lead:
    typed: Mapping[str, FactValue] = {slot: values.read(slot, raw) for slot, raw in row.values.items()}
    return Lead(
        id=row.id,
        conversation=row.conversation_id,
        channel=row.conversation.channel,
        language=row.language,
        created_at=row.created_at,
        updated_at=row.updated_at,
        stage=Stage(row.stage),
        values=typed,
        declined=tuple(row.declined),
        disqualified=row.disqualified,
        facts=tuple(
            Fact(fact.slot, values.read(fact.slot, fact.value), fact.said, fact.message_id, fact.at, fact.inferred)
            for fact in row.facts
        ),
        source=row.conversation.source,
        verdict=Verdict(
            LeadClass(row.lead_class),
            row.automation_ready,
            row.score,
            tuple(Judged(each["name"], each["met"], each["evidence"]) for each in row.criteria),
        ),
    )
