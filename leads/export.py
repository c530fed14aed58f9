"""Everything that is kept about a person, as JSON."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import inspect, select
from sqlalchemy.orm import Session

from leads.handoff_tables import FeedbackRow, HandOffRow, NoteRow, OutboxRow
from leads.model import Lead
from leads.outbox import OPT_IN
from leads.privacy_tables import ConfirmationRow
from leads.tables import Base, ConsentRow, ConversationRow, Json, LeadRow, MessageRow
from leads.view import as_json

OF_A_CONSENT = ("purpose", "given", "wording", "version", "language", "said", "message_id", "at")
OF_A_CONFIRMATION = ("address", "wording", "version", "language", "requested_at", "expires_at", "confirmed_at")
OF_A_HANDOFF = ("lead_class", "route", "team", "person", "because", "handed_off_at", "claimed_by", "claimed_at")


def everything(session: Session, talk: ConversationRow, rows: Sequence[LeadRow], lead: Lead | None) -> dict[str, Json]:
    """What was said in a conversation and in those of the other records, and the lead with all that belongs to it."""
    others = [each.conversation for each in rows if each.conversation_id != talk.id]
    person = _person(session, [each.id for each in rows], lead)
    return {**_talk(session, talk), **person, "conversations": [_talk(session, each) for each in others]}


def _talk(session: Session, talk: ConversationRow) -> dict[str, Json]:
    lines = select(MessageRow).where(MessageRow.conversation_id == talk.id).order_by(MessageRow.id)
    return {
        "conversation": talk.id,
        "channel": talk.channel,
        "language": talk.language,
        "source": dict(talk.source),
        "since": talk.created_at.isoformat(),
        "messages": [
            {"author": line.author, "text": line.text, "at": line.at.isoformat()} for line in session.scalars(lines)
        ],
    }


def _person(session: Session, ids: list[str], lead: Lead | None) -> dict[str, Json]:
    told = select(OutboxRow.kind).where(OutboxRow.lead_id.in_(ids), OutboxRow.attempts > 0, OutboxRow.kind != OPT_IN)
    return {
        "lead": as_json(lead) if lead else None,
        "consents": _shown(_rows(session, ConsentRow, ids), OF_A_CONSENT),
        "confirmations": _shown(_rows(session, ConfirmationRow, ids), OF_A_CONFIRMATION),
        "handoffs": _shown(_rows(session, HandOffRow, ids), OF_A_HANDOFF),
        "notes": _shown(_rows(session, NoteRow, ids), ("text", "by", "at")),
        "outcomes": _shown(_rows(session, FeedbackRow, ids), ("outcome", "reason", "by", "at")),
        "told": sorted(set(session.scalars(told))),
    }


def _rows(session: Session, table: type[Base], leads: list[str]) -> Iterable[Base]:
    of_the_person: Any = getattr(table, "lead_id")  # noqa: B009 (each of these tables has it, their base has not)
    return session.scalars(select(table).where(of_the_person.in_(leads)).order_by(*inspect(table).primary_key))


def _shown(rows: Iterable[Base], names: Iterable[str]) -> list[dict[str, Json]]:
    return [{name: _plain(getattr(row, name)) for name in names} for row in rows]


def _plain(value: Json) -> Json:
    return value.isoformat() if hasattr(value, "isoformat") else value
