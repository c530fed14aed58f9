"""Leads in the database: every fact recorded in the turn in which it was said, every verdict with its reasons."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from leads import values
from leads.clock import Clock
from leads.consent import PURPOSES, version_of
from leads.criteria import Criteria
from leads.database import Database
from leads.erasure import remove_records
from leads.groups import hold_identities, lead_row, locked_head, record_in, records
from leads.inbox_query import Order, Wanted, conditions, sorted_page
from leads.lead_rows import lead_of, new_row, talked_of
from leads.linking import bequeath, depart
from leads.model import Budget, FactValue, Lead, Source
from leads.projection import IN_THE_TALK, standing
from leads.recognition import IDENTIFYING, recognise
from leads.revision import Listener, Revision, nobody
from leads.tables import ConsentRow, ConversationRow, FactRow, LeadRow, locked

LONGEST_QUOTE = 1_000
CONFIDENCE = {Source.VISITOR: 1.0, Source.SALES: 1.0, Source.IMPORT: 0.8, Source.INFERRED: 0.5}
"""How sure a fact is when nothing else is known than who says it."""
TAKEN_BACK = frozenset({Source.VISITOR, Source.INFERRED})
"""What a visitor who starts over takes back: their own words, and what was made of them."""


@dataclass(frozen=True)
class Said:
    """A fact on its way in: the slot, its JSON value, and the words that say it, or that it is inferred from.

    ``wording`` is the question that it answers, as it was put; kept as the proof of a consent. ``confidence`` is 0..1
    (``None``: as usual for the source); ``by`` names the person or the file that says it, if no visitor does.
    """

    slot: str
    value: values.Json
    words: str
    source: Source = Source.VISITOR
    wording: str | None = None
    confidence: float | None = None
    by: str | None = None

    @property
    def inferred(self) -> bool:
        return self.source == Source.INFERRED


@dataclass(frozen=True)
class Change:
    """A slot whose value a message changed; ``corrects`` when it replaces what had been said before."""

    slot: str
    corrects: bool


@dataclass(frozen=True)
class Page:
    """Some leads, newest first, and where the next page starts (``None``: nowhere)."""

    leads: tuple[Lead, ...]
    next: str | None


class LeadStore:
    """The only writer of what visitors say. ``listener`` commits whatever a change entails together with it."""

    def __init__(self, database: Database, criteria: Criteria, clock: Clock, listener: Listener = nobody) -> None:
        self._database, self._criteria, self._clock, self._listener = database, criteria, clock, listener

    def record(
        self,
        conversation: str,
        message_id: str,
        said: Sequence[Said],
        *,
        language: str,
        declined: str | None = None,
    ) -> tuple[Change, ...]:
        """Stores what one message said, judges the lead anew, commits; returns what it changed.

        The same message recorded again changes nothing. Without a fact and without a refusal there is no lead yet.
        Raises ``InvalidFact``, ``UnknownConversation`` or ``StoreUnavailable``; then nothing is stored.
        """
        news = [(each, values.read(each.slot, each.value)) for each in said]
        with self._database.write() as session:
            tells_who = any(each.slot in IDENTIFYING for each in said)
            if tells_who:
                hold_identities(session)
            talk = locked(session, conversation)
            row, revision = record_in(session, conversation), self._revision(session)
            if row is None:
                if not news and declined is None:
                    return ()
                row = self._new_row(session, talk, language)
                revision.begins(row)
            else:
                revision.touch(locked_head(session, row))
            row.language = language
            changes = [self._add(row, message_id, each, value) for each, value in news]
            if declined is not None and not _was_said(row, declined) and declined not in row.declined:
                row.declined = [*row.declined, declined]
            if tells_who:
                recognise(session, row, revision.touch, self._clock.now())
            revision.finish_with(row)
        return tuple(change for change in changes if change is not None)

    def record_new(self, session: Session, talks: Iterable[tuple[ConversationRow, str, Sequence[Said]]]) -> None:
        """Stores the leads of new conversations, each with a message's id and what it said.

        The transaction is the caller's: many leads at once are written many times faster than one by one.
        """
        hold_identities(session)
        for talk, message_id, said in talks:
            revision = self._revision(session)
            row = self._new_row(session, talk, talk.language or "")
            revision.begins(row)
            for each in said:
                self._add(row, message_id, each, values.read(each.slot, each.value))
            recognise(session, row, revision.touch, self._clock.now())
            revision.finish_with(row)

    def disqualify(self, conversation: str, reason: str | None, *, language: str) -> None:
        """Notes that a visitor is no lead, and why (job_seeker, student, …); ``None`` takes it back."""
        with self._database.write() as session:
            talk = locked(session, conversation)
            row, revision = record_in(session, conversation), self._revision(session)
            if row is None and reason is None:
                return
            if row is None:
                row = self._new_row(session, talk, language)
                revision.begins(row)
            else:
                revision.touch(locked_head(session, row))
            row.disqualified = reason
            revision.finish_with(row)

    def of_conversation(self, conversation: str) -> Lead | None:
        """The lead as its conversation knows it, or ``None`` while nothing is known.

        What the same person said in other conversations is not in it.
        """
        with self._database.read() as session:
            row = record_in(session, conversation)
            return None if row is None else talked_of(row, self._criteria, self._clock.today())

    def get(self, lead_id: str) -> Lead:
        """One lead, with all conversations of the person; any of its records names it. Raises ``UnknownLead``."""
        with self._database.read() as session:
            return lead_of(lead_row(session, lead_id))

    def find(
        self,
        *,
        conversation: str | None = None,
        lead_class: str | None = None,
        stage: str | None = None,
        words: str | None = None,
        after: str | None = None,
        limit: int = 50,
        further: Wanted | None = None,
    ) -> Page:
        """Leads, newest first; ``words`` are looked for in name, company, e-mail and phone.

        ``after`` is a page's ``next``; ``further`` are more filters.
        """
        wanted = replace(
            further or Wanted(), conversation=conversation, lead_class=lead_class, stage=stage, words=words
        )
        with self._database.read() as session:
            ids = session.scalars(
                sorted_page(session, select(LeadRow.id), wanted, Order.NEWEST, after, limit + 1)
            ).all()
            rows = session.scalars(select(LeadRow).where(LeadRow.id.in_(ids[:limit])).order_by(LeadRow.id.desc()))
            found = tuple(lead_of(row) for row in rows)
        return Page(found, found[-1].id if len(ids) > limit else None)

    def count(self, *, lead_class: str | None = None, stage: str | None = None, words: str | None = None) -> int:
        """How many leads ``find`` would give in all."""
        wanted = Wanted(lead_class=lead_class, stage=stage, words=words)
        with self._database.read() as session:
            query = select(func.count()).select_from(LeadRow).where(*conditions(session, wanted, True))
            return session.scalar(query) or 0

    def start_over(self, conversation: str) -> None:
        """Takes back what a conversation's visitor said; the facts stay in the history."""
        with self._database.write() as session:
            hold_identities(session)
            session.get(ConversationRow, conversation, with_for_update=True)
            row, revision = record_in(session, conversation), self._revision(session)
            if row is not None:
                revision.touch(locked_head(session, row))
                for fact in row.facts:
                    if fact.source in TAKEN_BACK:
                        fact.retracted_at = fact.retracted_at or self._clock.now()
                row.declined, row.disqualified = [], None
                recognise(session, row, revision.touch, self._clock.now())
                revision.finish_with(row)

    def departs(self, session: Session, row: LeadRow) -> None:
        """Before one conversation's record is erased: what other conversations told about the person goes on as a lead.

        The caller holds the identities and the conversation.
        """
        revision = self._revision(session)
        others = [each for each in records(locked_head(session, row)) if each is not row]
        for each in others:
            revision.touch(each)
        heir = depart(session, row, self._clock.now())
        if heir is not None:
            bequeath(session, row, heir, self._clock.now())
            revision.finish(*others)

    def erase(self, lead_id: str) -> tuple[str, ...]:
        """Removes a person: all records of the lead, their facts, messages and inbox; the ids of the conversations.

        Raises ``UnknownLead``.
        """
        with self._database.erase() as session:
            hold_identities(session)
            return remove_records(session, records(locked_head(session, lead_row(session, lead_id))), self._clock.now())

    def _revision(self, session: Session) -> Revision:
        return Revision(session, self._criteria, self._clock, self._listener)

    def _new_row(self, session: Session, talk: ConversationRow, language: str) -> LeadRow:
        row = new_row(talk, language, self._clock.now())
        session.add(row)
        return row

    def _add(self, row: LeadRow, message_id: str, said: Said, value: FactValue) -> Change | None:
        if (taken := _fact_of(row, message_id, said.slot)) is not None:
            # This turn is taken again: what it changed then, it reports again.
            return Change(said.slot, _was_said(row, said.slot, before=taken))
        known = {slot: fact.value for slot, fact in standing(row.facts, IN_THE_TALK).items()}
        if said.inferred and said.slot in known:
            return None  # what was said is never replaced by what is only likely
        stored = values.write(_completed(value, known.get(said.slot)))
        change = None
        if known.get(said.slot) != stored:
            change = Change(said.slot, _was_said(row, said.slot))
        quoted = values.sayable(said.words)[:LONGEST_QUOTE]
        now = self._clock.now()
        row.facts.append(
            FactRow(
                slot=said.slot,
                value=stored,
                said=quoted,
                message_id=message_id,
                source=said.source,
                confidence=CONFIDENCE[said.source] if said.confidence is None else said.confidence,
                by=said.by,
                at=now,
            )
        )
        if said.slot in PURPOSES:
            row.consents.append(
                ConsentRow(
                    purpose=said.slot,
                    given=stored,
                    wording=said.wording,
                    version=version_of(said.wording),
                    language=row.language,
                    said=quoted,
                    message_id=message_id,
                    at=now,
                )
            )
        if not said.inferred:
            row.declined = [slot for slot in row.declined if slot != said.slot]
        return change


def _fact_of(row: LeadRow, message_id: str, slot: str) -> FactRow | None:
    return next((fact for fact in row.facts if fact.message_id == message_id and fact.slot == slot), None)


def _was_said(row: LeadRow, slot: str, before: FactRow | None = None) -> bool:
    facts = [fact for fact in row.facts if fact.slot == slot and fact.retracted_at is None]
    said = [fact for fact in facts if fact.source != Source.INFERRED]
    return bool(said[: said.index(before)] if before in said else said)


def _completed(value: FactValue, before: values.Json) -> FactValue:
    """A corrected amount keeps the currency and the period that were said before."""
    if isinstance(value, Budget) and before is not None:
        return replace(
            value,
            currency=value.currency or before.get("currency"),
            period=value.period or before.get("period"),
        )
    return value
