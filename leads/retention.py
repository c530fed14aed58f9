"""What is kept too long is removed, and told: leads by class, abandoned conversations, what was sent, old requests."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Select, and_, delete, exists, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session, aliased

from leads.accounts import EVENTS_KEPT
from leads.clock import Clock
from leads.database import Database
from leads.erasure import remove_records
from leads.groups import records
from leads.handoff_tables import LeadEventRow, OutboxRow, TakeoverRow
from leads.model import LeadClass, Stage
from leads.privacy_tables import ConfirmationRow
from leads.retention_section import RetentionSection
from leads.tables import Base, ConversationRow, DeliveryRow, EventRow, InboxRow, LeadRow, MessageRow

AT_ONCE = 200  # a transaction of this size holds nobody up
WON = (Stage.OPPORTUNITY, Stage.CUSTOMER)

Forget = Callable[[Sequence[str]], None]
"""Has the assistant forget conversations; it is called before they are removed here."""


Progress = Callable[[int], None]


def quietly(_: int) -> None:
    """Tells nobody."""


@dataclass(frozen=True)
class Removed:
    """How many of a kind were removed; of leads by class or stage."""

    kind: str
    of: str | None
    count: int

    @property
    def name(self) -> str:
        """Such as "leads, mql"."""
        return self.kind if self.of is None else f"{self.kind}, {self.of}"


class Retention:
    """Removes what is over. Nobody is suppressed by it: they did not ask for it."""

    def __init__(self, database: Database, clock: Clock, periods: RetentionSection, forget: Forget) -> None:
        self._database, self._clock, self._periods, self._forget = database, clock, periods, forget

    @property
    def is_on(self) -> bool:
        """Whether anything is ever removed."""
        return self._periods.is_on

    def purge(self, *, dry_run: bool = False, progress: Progress = quietly) -> list[Removed]:
        """Removes what is over, in batches, and tells what that was; a dry run only counts.

        ``progress`` is told of each batch. Raises ``StoreUnavailable``; what was removed until then stays removed.
        """
        now, removed = self._clock.now(), []
        for of, over in self._leads_over(now).items():
            removed.append(Removed("leads", of, self._all(over, self._remove_leads, dry_run, progress)))
        if self._periods.conversations_without_lead is not None:
            abandoned = _abandoned(self._periods.conversations_without_lead.before(now))
            removed.append(
                Removed("conversations", None, self._all(abandoned, self._remove_conversations, dry_run, progress))
            )
        for kind, table, over_row in self._rows_over(now):
            removed.append(Removed(kind, None, self._rows(table, over_row, dry_run)))
        if not dry_run and any(each.count for each in removed):
            self._database.scrub()
        return removed

    def _leads_over(self, now: datetime) -> Mapping[str, Select[str]]:
        """For each class and each stage of its own that has a period: the leads that nothing was heard of since."""
        kept = dict(self._periods)
        over: dict[str, Select[str]] = {}
        for of in (*LeadClass, *WON):
            if (period := kept[of]) is not None:
                which = LeadRow.stage == of if of in WON else _of_class(of)
                over[of] = _quiet_since(period.before(now)).where(which)
        return over

    def _all(
        self,
        over: Select[str],
        remove: Callable[[Session, Sequence[str]], tuple[str, ...]],
        dry_run: bool,
        progress: Progress,
    ) -> int:
        if dry_run:
            with self._database.read() as session:
                return session.scalar(select(func.count()).select_from(over.subquery())) or 0
        total = 0
        while True:
            with self._database.read() as session:
                found = session.scalars(over.limit(AT_ONCE)).all()
            if not found:
                return total
            with self._database.write() as session:
                self._database.mark_erasure(session)
                still = session.scalars(over.where(over.selected_columns[0].in_(found))).all()
                self._forget(self._talks(session, still))
                remove(session, still)
            if not still:
                return total
            total += len(still)
            progress(len(still))

    def _talks(self, session: Session, ids: Sequence[str]) -> Sequence[str]:
        """The conversations behind ids of leads or of conversations."""
        of_leads = session.scalars(select(LeadRow).where(LeadRow.id.in_(ids))).all()
        people = [each.conversation_id for lead in of_leads for each in records(lead)]
        return sorted({*people, *(each for each in ids if session.get(ConversationRow, each) is not None)})

    def _remove_leads(self, session: Session, ids: Sequence[str]) -> tuple[str, ...]:
        rows = session.scalars(select(LeadRow).where(LeadRow.id.in_(ids))).all()
        return tuple(talk for row in rows for talk in remove_records(session, records(row), self._clock.now()))

    def _remove_conversations(self, session: Session, ids: Sequence[str]) -> tuple[str, ...]:
        session.execute(delete(ConversationRow).where(ConversationRow.id.in_(ids)))
        return tuple(ids)

    def _rows_over(self, now: datetime) -> Iterable[tuple[str, type[Base], ColumnElement[bool]]]:
        if self._periods.delivered_events is not None:
            before = self._periods.delivered_events.before(now)
            yield "outbox", OutboxRow, _sent_before(before)
            untold = ~exists().where(OutboxRow.event == LeadEventRow.id)
            yield "events of leads", LeadEventRow, and_(LeadEventRow.at < before, untold)
            yield "deliveries", DeliveryRow, DeliveryRow.settled_at < before
        if self._periods.is_on:
            yield "events of channels", EventRow, EventRow.at < now - EVENTS_KEPT
            yield "requests to confirm", ConfirmationRow, _never_confirmed(now)

    def _rows(self, table: type[Base], over: ColumnElement[bool], dry_run: bool) -> int:
        with self._database.write() as session:
            count = session.scalar(select(func.count()).select_from(table).where(over)) or 0
            if count and not dry_run:
                self._database.mark_erasure(session)
                session.execute(delete(table).where(over).execution_options(synchronize_session=False))
        return count


def _of_class(lead_class: str) -> ColumnElement[bool]:
    return and_(LeadRow.lead_class == lead_class, LeadRow.stage.not_in(WON))


def _quiet_since(moment: datetime) -> Select[str]:
    """Leads that nothing changed of, in whose conversations nothing was written and nobody is talking now."""
    record = aliased(LeadRow)
    own = or_(record.id == LeadRow.id, record.merged_into == LeadRow.id)
    written = exists().where(own, MessageRow.conversation_id == record.conversation_id, MessageRow.at >= moment)
    talking = exists().where(own, TakeoverRow.conversation_id == record.conversation_id)
    return select(LeadRow.id).where(LeadRow.merged_into.is_(None), LeadRow.updated_at < moment, ~written, ~talking)


def _abandoned(moment: datetime) -> Select[str]:
    """Conversations that no lead came of, that nothing was written in since and in which nothing waits."""
    own = ConversationRow.id
    return select(own).where(
        ConversationRow.created_at < moment,
        ~exists().where(LeadRow.conversation_id == own),
        ~exists().where(MessageRow.conversation_id == own, MessageRow.at >= moment),
        ~exists().where(InboxRow.conversation_id == own, InboxRow.answered_at.is_(None)),
        ~_talking(own),
    )


def _talking(conversation: InstrumentedAttribute[str]) -> ColumnElement[bool]:
    return exists().where(TakeoverRow.conversation_id == conversation)


def _sent_before(moment: datetime) -> ColumnElement[bool]:
    """What was settled long ago. The last word to each destination stays while the lead is there: it tells whom."""
    later = aliased(OutboxRow)
    same = and_(later.lead_id == OutboxRow.lead_id, later.destination == OutboxRow.destination)
    is_last = ~exists().where(same, later.id > OutboxRow.id)
    remembers = and_(is_last, exists().where(LeadRow.id == OutboxRow.lead_id))
    return and_(OutboxRow.settled_at < moment, ~remembers)


def _never_confirmed(now: datetime) -> ColumnElement[bool]:
    return and_(ConfirmationRow.confirmed_at.is_(None), ConfirmationRow.expires_at < now)
