"""What every channel shares: opening a conversation, saying something in it, reading it back."""

import asyncio
import re
from collections.abc import Mapping
from dataclasses import dataclass

from gateway.turns import Turns
from leads.inbox import Inbox, Line, Reply

UNPRINTABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")


class NothingSaid(Exception):
    """The message is empty."""


class ButtonNotOffered(Exception):
    """The payload belongs to no button that this conversation was shown."""


@dataclass(frozen=True)
class Chat:
    """The core that the adapters call."""

    inbox: Inbox
    turns: Turns

    async def open(self, channel: str, language: str | None, source: Mapping[str, str]) -> str:
        """Begins a conversation and returns its id."""
        return await asyncio.to_thread(self.inbox.open, channel, language, source)

    async def say(self, conversation: str, external_id: str, text: str) -> tuple[Reply, ...] | None:
        """Commits a typed message, then has it answered; ``None`` when the answer takes longer than a visitor waits.

        Raises ``NothingSaid``, ``MessageConflict``, ``UnknownConversation``, ``StoreUnavailable``.
        """
        said = UNPRINTABLE.sub(" ", text).strip()
        if not said:
            raise NothingSaid
        message = await asyncio.to_thread(self.inbox.receive, conversation, external_id, said)
        return await self.turns.replies(conversation, message)

    async def press(self, conversation: str, external_id: str, payload: str) -> tuple[Reply, ...] | None:
        """The same for a button. Raises ``ButtonNotOffered`` too: a visitor cannot make up payloads."""
        title = await asyncio.to_thread(self.inbox.offered, conversation, payload)
        if title is None:
            raise ButtonNotOffered
        message = await asyncio.to_thread(self.inbox.receive, conversation, external_id, title, payload)
        return await self.turns.replies(conversation, message)

    async def transcript(self, conversation: str) -> tuple[Line, ...]:
        """Everything that was written."""
        return await asyncio.to_thread(self.inbox.transcript, conversation)
