"""Who a conversation belongs to on a channel that knows its users: a Telegram chat, a Slack thread."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from leads.errors import UnknownConversation
from leads.tables import AccountRow, ConversationRow, EventRow, locked
from leads.touches import touch

EVENTS_KEPT = timedelta(days=7)  # longer than any channel goes on redelivering
RACES_LOST_AT_MOST = 5


@dataclass(frozen=True)
class Account:
    """Where a conversation lives on its channel: ``address`` is what the channel's adapter can send to."""

    channel: str
    address: str


def is_new(session: Session, channel: str, event_id: str, now: datetime) -> bool:
    """Notes an event of a channel; false when it was noted before, by a delivery of which this is a repetition.

    Whoever comes second at the same moment waits until the first has committed.
    """
    return _added(session, EventRow(channel=channel, event_id=event_id, at=now))


def forget_events(session: Session, now: datetime) -> None:
    """Drops the ids of events that no channel will repeat any more."""
    session.execute(delete(EventRow).where(EventRow.at < now - EVENTS_KEPT))


def conversation_of(
    session: Session, account: Account, language: str | None, source: Mapping[str, str], now: datetime
) -> ConversationRow:
    """The conversation of an account, opened if there is none, locked until the transaction ends.

    ``language`` is a first guess for a new one; of ``source`` an older conversation takes what it does not know yet.
    """
    for _ in range(RACES_LOST_AT_MOST):
        talk = _known(session, account) or _opened(session, account, language, now)
        if talk is not None:
            talk.source = {**source, **talk.source}
            touch(session, talk, source, now)
            return talk
    raise UnknownConversation(f"{account.channel} {account.address}: opened and erased again and again")


def account_of(session: Session, conversation: str) -> AccountRow | None:
    """The account that a conversation is pushed to, or ``None``: its visitor fetches the replies."""
    return session.scalars(select(AccountRow).where(AccountRow.conversation_id == conversation)).one_or_none()


def _known(session: Session, account: Account) -> ConversationRow | None:
    query = select(AccountRow.conversation_id).where(
        AccountRow.channel == account.channel, AccountRow.address == account.address
    )
    conversation = session.scalars(query).one_or_none()
    if conversation is None:
        return None
    try:
        talk = locked(session, conversation)
    except UnknownConversation:
        return None  # erased since the look-up
    row = session.get_one(AccountRow, (account.channel, account.address))
    row.unreachable = None  # who writes can be written to
    return talk


def _opened(session: Session, account: Account, language: str | None, now: datetime) -> ConversationRow | None:
    talk = ConversationRow(
        id=secrets.token_urlsafe(18), channel=account.channel, language=language, source={}, created_at=now
    )
    belongs = AccountRow(channel=account.channel, address=account.address, conversation_id=talk.id)
    return talk if _added(session, talk, belongs) else None


def _added(session: Session, *rows: object) -> bool:
    """Inserts rows in this order; false, and none of them there, when another transaction has such a row."""
    try:
        with session.begin_nested():
            for row in rows:
                session.add(row)
                session.flush()
    except IntegrityError:
        return False
    return True
