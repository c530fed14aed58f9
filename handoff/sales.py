"""What people of sales do with a lead, by button or in words, wherever they read about it."""

import asyncio
from collections.abc import Callable
from typing import ParamSpec, TypeVar

from handoff.words import Words
from leads.errors import AlreadyClaimed, UnknownLead
from leads.handoffs import HandOffs
from leads.outbox import Outbox
from leads.takeover import Takeovers

Given = ParamSpec("Given")
Done = TypeVar("Done")


class Sales:
    """The core that the adapters of Slack and Telegram call; each method returns what the person is told.

    ``news`` is called after each change, so that the outbox is looked at now. All of it raises ``StoreUnavailable``.
    """

    def __init__(
        self, handoffs: HandOffs, takeovers: Takeovers, outbox: Outbox, words: Words, news: Callable[[], None]
    ) -> None:
        self._handoffs, self._takeovers, self._outbox = handoffs, takeovers, outbox
        self.words, self._news = words, news

    async def lead_at(self, destination: str, thread: str) -> str | None:
        """The lead that a thread is about, or ``None``: it is none of ours."""
        return await asyncio.to_thread(self._outbox.lead_at, destination, thread)

    async def claim(self, lead_id: str, by: str) -> str:
        """Takes a lead for a person."""
        try:
            await self._do(self._handoffs.claim, lead_id, by)
        except AlreadyClaimed as error:
            return self.words.answers.already_claimed.format(by=error.by)
        except UnknownLead:
            return self.words.answers.gone
        return self.words.answers.claimed

    async def close(self, lead_id: str, outcome: str, reason: str | None, by: str) -> str:
        """Notes what became of a lead."""
        try:
            await self._do(self._handoffs.close, lead_id, outcome, reason, by)
        except UnknownLead:
            return self.words.answers.gone
        return self.words.answers.closed

    async def hand_back(self, lead_id: str) -> str:
        """Lets the assistant go on."""
        try:
            ended = await self._do(self._takeovers.hand_back, lead_id)
        except UnknownLead:
            return self.words.answers.gone
        return self.words.answers.handed_back if ended else self.words.answers.nothing_to_hand_back

    async def write(self, lead_id: str, by: str, text: str, message_id: str, destination: str) -> str | None:
        """Takes what a person wrote about a lead: a note, the word that hands back, or something for the visitor.

        ``None``: the visitor reads it, and nothing needs to be said about that.
        """
        said = text.strip()
        if said.startswith(self.words.note):
            return await self._note(lead_id, said.removeprefix(self.words.note).strip(), by, message_id)
        if said.casefold() in (word.casefold() for word in self.words.back):
            return await self.hand_back(lead_id)
        try:
            await self._do(self._handoffs.claim_if_free, lead_id, by)
            await self._do(self._takeovers.say, lead_id, self._handoffs.name_of(by), said, message_id, destination)
        except UnknownLead:
            return self.words.answers.gone
        return None

    async def _note(self, lead_id: str, note: str, by: str, message_id: str) -> str:
        try:
            await self._do(self._handoffs.note, lead_id, note, by, message_id)
        except UnknownLead:
            return self.words.answers.gone
        return self.words.answers.noted

    async def _do(self, change: Callable[Given, Done], *given: Given.args, **named: Given.kwargs) -> Done:
        done = await asyncio.to_thread(change, *given, **named)
        self._news()
        return done
