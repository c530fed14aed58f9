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

    async def visited(self, conversation: str, source: Mapping[str, str]) -> None:
        """Notes by which way a visitor came back. Raises ``UnknownConversation``, ``StoreUnavailable``."""
        await asyncio.to_thread(self.inbox.visited, conversation, source)

    async def receive(self, conversation: str, external_id: str, text: str) -> int:
        """Commits a typed message and returns its id.

        Raises ``NothingSaid``, ``MessageConflict``, ``UnknownConversation``, ``StoreUnavailable``.
        """
        said = UNPRINTABLE.sub(" ", text).strip()
        if not said:
            raise NothingSaid
        return await asyncio.to_thread(self.inbox.receive, conversation, external_id, said)

    async def receive_button(self, conversation: str, external_id: str, payload: str) -> int:
        """The same for a button. Raises ``ButtonNotOffered`` too: a visitor cannot make up payloads."""
        title = await asyncio.to_thread(self.inbox.offered, conversation, payload)
        if title is None:
            raise ButtonNotOffered
        return await asyncio.to_thread(self.inbox.receive, conversation, external_id, title, payload)

    async def replies(self, conversation: str, message: int) -> tuple[Reply, ...] | None:
        """Has a received message answered; ``None`` when that takes longer than a visitor waits."""
        return await self.turns.replies(conversation, message)

    async def transcript(self, conversation: str) -> tuple[Line, ...]:
        """Everything that was written."""
        return await asyncio.to_thread(self.inbox.transcript, conversation)
