"""What people of sales do in Slack: press a button of a hand-off, fill in its form, or write in its thread."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

import aiohttp
import structlog
from slack_sdk.errors import SlackClientError
from slack_sdk.web.async_client import AsyncWebClient

from handoff.sales import Sales
from handoff.slack.blocks import Act
from handoff.slack.markup import plain
from handoff.slack.modal import modal
from handoff.slack.names import Names
from handoff.slack.reading import Explained, Place, Pressed, Written, read
from leads.errors import StoreUnavailable
from leads.outbox import Outbox

TIME_TO_FINISH_S = 1.0

log = structlog.get_logger()


class SlackListening:
    """Takes the payloads that concern sales before those of visitors are read.

    Slack vouches for who did it and where; only who is in a channel sees its buttons and threads. ``name_of`` gives
    the name for the id of a person of ``qualification.yml``; everybody else is called as in Slack.
    """

    def __init__(self, client: AsyncWebClient, sales: Sales, outbox: Outbox, name_of: Callable[[str], str]) -> None:
        self._client, self._sales, self._outbox = client, sales, outbox
        self._name_of, self._names = name_of, Names(client)
        self._small: set[asyncio.Task[None]] = set()

    async def take(self, body: Mapping[str, Any]) -> bool:
        """Commits what a payload says, if it concerns sales. Raises ``StoreUnavailable``: then it must come again."""
        event = read(body)
        match event:
            case None:
                return False
            case Written():
                return await self._hear(event)
        try:
            await (self._press(event) if isinstance(event, Pressed) else self._explain(event))
        except StoreUnavailable:
            self._tell(event.place, self._sales.words.answers.not_now)  # a pressed button does not come again
            raise
        return True

    async def close(self) -> None:
        """Lets the small answers arrive."""
        if self._small:
            await asyncio.wait(self._small, timeout=TIME_TO_FINISH_S)
        for task in self._small:
            task.cancel()
        await asyncio.gather(*self._small, return_exceptions=True)

    async def _press(self, pressed: Pressed) -> None:
        sales, lead_id, place = self._sales, pressed.lead_id, pressed.place
        match pressed.act:
            case Act.CLAIM:
                self._tell(place, await sales.claim(lead_id, await self._by(place.user)))
            case Act.WON:
                self._tell(place, await sales.close(lead_id, "won", None, await self._by(place.user)))
            case Act.HAND_BACK:
                self._tell(place, await sales.hand_back(lead_id))
            case Act.NOT_A_FIT:
                self._aside(self._ask_why(pressed, "not_a_fit"))
            case Act.LOST:
                self._aside(self._ask_why(pressed, "lost"))

    async def _explain(self, explained: Explained) -> None:
        by, words = await self._by(explained.place.user), self._sales.words
        if explained.words:
            note = f"{words.note} {explained.words}"
            await self._sales.write(explained.lead_id, by, note, f"slack/{explained.id}", "")
        said = await self._sales.close(explained.lead_id, explained.outcome, explained.reason, by)
        self._tell(explained.place, said)

    async def _hear(self, written: Written) -> bool:
        found = await asyncio.to_thread(self._outbox.posted_in, written.thread)
        if found is None:
            return False
        lead_id, destination = found
        answers, place = self._sales.words.answers, written.place
        if written.names_somebody and not written.text.startswith(self._sales.words.note):
            self._tell(place, answers.among_us)
        elif not written.text:
            self._tell(place, answers.only_text)
        else:
            by = await self._by(place.user, self._sales.words.authors["person"])
            said = await self._sales.write(lead_id, by, written.text, written.id, destination)
            if said is not None:
                self._tell(place, said)
        return True

    async def _by(self, member: str, otherwise: str | None = None) -> str:
        """Who that is: their id if ``qualification.yml`` has it, else their name, else ``otherwise`` or the id."""
        if self._name_of(member) != member:
            return member
        return await self._names.of(member) or otherwise or member

    async def _ask_why(self, pressed: Pressed, outcome: str) -> None:
        form = modal(self._sales.words, pressed.lead_id, outcome, pressed.place.channel)
        try:
            await self._client.views_open(trigger_id=pressed.trigger, view=form)
        except (SlackClientError, aiohttp.ClientError, TimeoutError) as error:
            log.warning("slack.cannot_ask", cause=repr(error)[:300])
            self._tell(pressed.place, self._sales.words.answers.not_now)

    def _tell(self, place: Place, words: str) -> None:
        self._aside(
            self._client.chat_postEphemeral(
                channel=place.channel, user=place.user, thread_ts=place.thread, text=plain(words)
            )
        )

    def _aside(self, call: Awaitable[Any]) -> None:
        """Does something small that nobody waits for, and that may fail."""
        task = asyncio.create_task(_harmlessly(call))
        self._small.add(task)
        task.add_done_callback(self._small.discard)


async def _harmlessly(call: Awaitable[Any]) -> None:
    try:
        await call
    except (SlackClientError, aiohttp.ClientError, TimeoutError) as error:
        log.warning("slack.small_call_failed", cause=repr(error)[:300])
