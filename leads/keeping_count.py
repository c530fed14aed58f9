"""Counters and the index of words follow every change of a conversation or a lead, in the same transaction.

Whoever changes a row needs to know nothing of it: what is flushed is compared with what stood in the database before.
"""

from collections.abc import Iterable
from typing import Any, TypeVar

from sqlalchemy import delete, event, insert, inspect, or_, select
from sqlalchemy.orm import ORMExecuteState, Session, SessionTransaction, UOWTransaction

from leads import counters
from leads.handoff_tables import HandOffRow
from leads.lead_words import words_of
from leads.model import Stage
from leads.report_tables import LeadWordRow, TouchRow
from leads.source_category import category_of
from leads.tables import Author, ConversationRow, LeadRow, MessageRow
from leads.tally import KNOWN, TALK, Known, Talk, Tally, tally

Row = TypeVar("Row")
Counted = TypeVar("Counted", ConversationRow, LeadRow)
State = Talk | Known
States = dict[tuple[type[State], str], State]
PENDING, BEFORE = "banter_pending_counts", "banter_states_before"
NOT_TAKEN = frozenset({Stage.NEW, Stage.WORKING, Stage.HANDED_OFF})
TAKEN = frozenset({Stage.CLAIMED, Stage.OPPORTUNITY, Stage.CUSTOMER})


def keep_up_to_date(session: Session) -> None:
    """From here on, to the end of the session's transaction."""
    session.info[PENDING] = []
    event.listen(session, "before_flush", _prepare)
    event.listen(session, "after_flush", _compare)
    event.listen(session, "do_orm_execute", _compare_in_bulk)
    event.listen(session, "after_soft_rollback", _forget)
    event.listen(session, "before_commit", _commit)


def _prepare(session: Session, context: UOWTransaction, instances: Any) -> None:
    for message in sorted(_of(MessageRow, session.new), key=lambda each: inspect(each).insert_order or 0):
        _note_message(session, message)
    for handoff in [*_of(HandOffRow, session.new), *_of(HandOffRow, session.dirty)]:
        lead = session.get(LeadRow, handoff.lead_id) or _new(LeadRow, session, handoff.lead_id)
        if lead is not None and lead.owner != handoff.claimed_by:
            lead.owner = handoff.claimed_by
    for talk in [*_of(ConversationRow, session.new), *_of(ConversationRow, session.dirty)]:
        _note_source(session, talk)
    for lead in [*_of(LeadRow, session.new), *_of(LeadRow, session.dirty)]:
        _note_stage(lead)
    session.info[BEFORE] = _stored(session, [*session.dirty, *session.deleted])


def _note_message(session: Session, message: MessageRow) -> None:
    if message.author == Author.PERSON or (message.author == Author.BOT and not message.asks):
        return
    talk = session.get(ConversationRow, message.conversation_id)
    talk = talk or _new(ConversationRow, session, message.conversation_id)
    if talk is None:
        return
    if message.author == Author.VISITOR:
        talk.wrote, talk.open_question = True, None
    elif message.asks:
        talk.open_question = message.asks
        if message.asks not in (talk.asked or []):
            talk.asked = [*(talk.asked or []), message.asks]


def _note_source(session: Session, talk: ConversationRow) -> None:
    """Where a source is erased, that of later visits is, too."""
    talk.category = category_of(talk.source or {})
    if talk.last_source and not talk.source and inspect(talk).attrs.source.history.deleted:
        talk.last_source = None
        session.connection().execute(delete(TouchRow).where(TouchRow.conversation_id == talk.id))


def _note_stage(lead: LeadRow) -> None:
    """A lead that was lost after somebody had taken it stays one that was taken."""
    if lead.stage in NOT_TAKEN:
        lead.claimed_at = None
    elif lead.stage in TAKEN and lead.claimed_at is None:
        lead.claimed_at = lead.updated_at


def _compare(session: Session, context: UOWTransaction) -> None:
    before: States = session.info.pop(BEFORE)
    deleted = {row.id for row in _of(ConversationRow, session.deleted)}
    there = [
        row
        for row in [*session.new, *session.dirty]
        if row not in session.deleted and not (isinstance(row, LeadRow) and row.conversation_id in deleted)
    ]
    after = _states(there)
    # a row that other listeners touched since is dirty as well, but what is counted of it is as it was
    untouched = set(_states(session.dirty)) - set(before)
    after = {key: state for key, state in after.items() if key not in untouched}
    _note(session, before, after | _again(session, set(before) - set(after)))


def _compare_in_bulk(statement: ORMExecuteState) -> Any:
    """A deletion or a change of many rows by one statement."""
    table = statement.bind_mapper.class_ if statement.bind_mapper else None
    if not (statement.is_delete or statement.is_update) or table not in (ConversationRow, LeadRow):
        return None
    session, rows = statement.session, statement.statement.whereclause  # type: ignore[attr-defined]
    session.flush()
    ids = list(session.scalars(select(table.id) if rows is None else select(table.id).where(rows)))
    before = _of_ids(session, ids if table is ConversationRow else [], ids if table is LeadRow else [])
    if statement.is_delete:
        before |= _leads_of(session, ids if table is ConversationRow else [], ids if table is LeadRow else [])
    result = statement.invoke_statement()
    _note(session, before, _again(session, set(before)))
    return result


def _forget(session: Session, previous: SessionTransaction) -> None:
    """What was noted within a transaction that was rolled back."""
    session.info[PENDING] = [(within, changes) for within, changes in _pending(session) if previous not in within]


def _commit(session: Session) -> None:
    if session.in_nested_transaction():
        return
    session.flush()
    total = Tally()
    for _, changes in _pending(session):
        total.update(changes)
    session.info[PENDING] = []
    counters.add(session, total)


def _note(session: Session, before: States, after: States) -> None:
    changes = Tally()
    for state in after.values():
        changes.update(tally(state))
    for state in before.values():
        changes.subtract(tally(state))
    _pending(session).append((_around(session), changes))
    for key, state in after.items():
        if isinstance(state, Known):
            _index(session, state.id, _words(before.get(key)), _words(state))


def _index(session: Session, lead_id: str, before: frozenset[str], after: frozenset[str]) -> None:
    connection, table = session.connection(), LeadWordRow.__table__
    for word in sorted(before - after):
        connection.execute(delete(LeadWordRow).where(table.c.word == word, table.c.lead_id == lead_id))
    if new := sorted(after - before):
        connection.execute(insert(LeadWordRow), [{"word": word, "lead_id": lead_id} for word in new])


def _words(state: State | None) -> frozenset[str]:
    if not isinstance(state, Known):
        return frozenset()
    return words_of(state.person_name, state.company, email=state.email, phone=state.phone)


def _stored(session: Session, rows: Iterable[object]) -> States:
    """What stands in the database of rows that are about to change, and of leads that go with their conversation."""
    rows = list(rows)
    talks, leads = [row.id for row in _of(ConversationRow, rows)], [row.id for row in _of(LeadRow, rows)]
    gone = [[row.id for row in rows] for rows in (_of(ConversationRow, session.deleted), _of(LeadRow, session.deleted))]
    return _of_ids(session, talks, leads) | _leads_of(session, *gone)


def _again(session: Session, keys: set[tuple[type[State], str]]) -> States:
    """How rows stand now that were not written through the session: gone, or changed by the database itself."""
    talks, leads = ([identity for kind, identity in keys if kind is wanted] for wanted in (Talk, Known))
    return _of_ids(session, talks, leads)


def _of_ids(session: Session, talks: list[str], leads: list[str]) -> States:
    found: States = {}
    if talks:
        rows = session.connection().execute(counters.talks.where(ConversationRow.id.in_(talks)))
        found |= {(Talk, row.id): Talk(*row) for row in rows}
    if leads:
        rows = session.connection().execute(counters.knowns.where(LeadRow.id.in_(leads)))
        found |= {(Known, row.id): Known(*row) for row in rows}
    return found


def _leads_of(session: Session, talks: list[str], leads: list[str]) -> States:
    """The leads that go with deleted conversations, and those that stood behind a deleted one and stand alone then."""
    if not talks and not leads:
        return {}
    gone = select(LeadRow.id).where(or_(LeadRow.conversation_id.in_(talks), LeadRow.id.in_(leads)))
    concerned = or_(LeadRow.conversation_id.in_(talks), LeadRow.merged_into.in_(gone))
    rows = session.connection().execute(counters.knowns.where(concerned))
    return {(Known, row.id): Known(*row) for row in rows}


def _states(rows: Iterable[object]) -> States:
    found: States = {}
    for row in rows:
        if isinstance(row, ConversationRow):
            found[Talk, row.id] = Talk(*(getattr(row, name) for name in TALK))
        elif isinstance(row, LeadRow):
            found[Known, row.id] = Known(*(getattr(row, name) for name in KNOWN))
    return found


def _around(session: Session) -> tuple[SessionTransaction, ...]:
    """The transaction that is going on and those that it is nested in."""
    found, each = [], session.get_nested_transaction() or session.get_transaction()
    while each is not None:
        found.append(each)
        each = each.parent
    return tuple(found)


def _pending(session: Session) -> list[tuple[tuple[SessionTransaction, ...], Tally]]:
    pending: list[tuple[tuple[SessionTransaction, ...], Tally]] = session.info[PENDING]
    return pending


def _of(table: type[Row], rows: Iterable[object]) -> list[Row]:
    return [row for row in rows if isinstance(row, table)]


def _new(table: type[Counted], session: Session, identity: str) -> Counted | None:
    return next((row for row in _of(table, session.new) if row.id == identity), None)
