"""A channel or a person in Slack: one message for each lead, kept up to date, and its thread with the news."""

import asyncio
from collections.abc import Mapping
from typing import Any

import aiohttp
import structlog
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from handoff.card import Cards
from handoff.slack import blocks
from handoff.slack.blocks import Block, Colleague, in_words, message, sections, summary
from handoff.slack.markup import plain
from handoff.slack.outcomes import BAD_BLOCKS, CANNOT_DELETE, NO_MESSAGE, error_code, ignoring, outcomes
from handoff.slack.repetitions import Repetitions, metadata
from handoff.slack.standing import Standing
from leads.briefing import Briefing, Briefings
from leads.errors import StoreUnavailable
from leads.handoff_policy import Person
from leads.outbox import ERASED, MERGED, UPDATED, Parcel, Posted
from leads.sending import NotNow

TIMEOUT_S = 8  # a card and its news together are done before the dispatcher's patience ends
HANDED_OFF, LINE = "lead.handed_off", "conversation.message"
RINGS = frozenset({HANDED_OFF, "lead.reminder", "lead.escalated"})
"""News that mention the person who shall act."""

log = structlog.get_logger()


def slack_client(token: str, api_url: str, timeout_s: int = TIMEOUT_S) -> AsyncWebClient:
    """The client, without retries of its own: they could post twice, and the outbox has better ones."""
    return AsyncWebClient(token, api_url, timeout_s, retry_handlers=[])


class SlackDestination:
    """Shows leads. ``people`` are those of ``qualification.yml``, for mentions; ``acts`` is whether buttons work."""

    kind = "slack"
    at_once = 5

    def __init__(
        self, client: AsyncWebClient, briefings: Briefings, cards: Cards, people: Mapping[str, Person], acts: bool
    ) -> None:
        self._client, self._briefings, self._cards = client, briefings, cards
        self._people, self._acts = people, acts
        self._repetitions = Repetitions(client)
        self._deleted: set[tuple[str, str]] = set()

    async def send(self, parcel: Parcel) -> Posted | None:
        """Brings the channel up to date. When Slack's answer to a message gets lost, the message is looked for before
        it is posted again; each one bears the ids of event and lead in its metadata."""
        if self._client.session is None:  # else each call would connect anew
            self._client.session = aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=TIMEOUT_S))
        standing = Standing.of(parcel.reference)
        with outcomes(parcel.address):
            if parcel.kind == ERASED:
                await self._erase(parcel, standing)
                return None
            briefing = await self._briefing(parcel.lead_id)
            if briefing is None:
                return None  # erased since; the parcel that says so follows
            if parcel.kind == MERGED:
                return await self._end(parcel, briefing, standing)
            return (await self._tell(parcel, briefing, standing)).posted

    async def close(self) -> None:
        """Gives connections back."""
        if self._client.session is not None:
            await self._client.session.close()

    async def _briefing(self, lead_id: str) -> Briefing | None:
        try:
            return await asyncio.to_thread(self._briefings.of, lead_id)
        except StoreUnavailable as error:
            raise NotNow("the database cannot be read") from error

    async def _tell(self, parcel: Parcel, briefing: Briefing, standing: Standing | None) -> Standing:
        if standing is None or not await self._is_shown(parcel, briefing, standing):
            return await self._show(parcel, briefing, standing)
        if parcel.kind == UPDATED and standing.latest == UPDATED:
            return standing  # the thread says so already
        sentence = self._cards.news(parcel.kind, parcel.data, briefing)
        said = blocks.news(sentence, self._colleague(briefing) if parcel.kind in RINGS else None)
        _, ts = await self._post(parcel, standing.channel, plain(sentence), said, standing)
        return standing.told(parcel.kind, ts)

    async def _is_shown(self, parcel: Parcel, briefing: Briefing, standing: Standing) -> bool:
        """Whether the lead's message shows it as it is now; a line of the visitor's alone changes nothing there."""
        card = self._cards.of(briefing)
        shown = message(card, self._cards.words, self._colleague(briefing), self._acts)
        return parcel.kind == LINE or await self._change(parcel, standing, summary(card), shown)

    async def _show(self, parcel: Parcel, briefing: Briefing, before: Standing | None) -> Standing:
        """Posts the card, for the first time or in place of one that somebody has deleted."""
        card, colleague = self._cards.of(briefing), self._colleague(briefing)
        sentence = self._cards.news(parcel.kind, parcel.data, briefing)
        above = "" if parcel.kind in (HANDED_OFF, UPDATED) else plain(sentence, blocks.LONGEST_VALUE)
        shown = message(card, self._cards.words, colleague, self._acts, above)
        channel = parcel.address if before is None else before.channel
        text = plain(sentence) if parcel.kind == HANDED_OFF else summary(card)
        channel, ts = await self._post(parcel, channel, text, shown)
        return Standing(channel, ts, before.lines if before is not None else ())

    async def _post(
        self, parcel: Parcel, channel: str, text: str, shown: list[Block], below: Standing | None = None
    ) -> tuple[str, str]:
        """Posts a message, unless an earlier attempt has; returns its channel and moment."""
        thread, latest = (below.ts, below.lines[-1:]) if below is not None else (None, ())
        if parcel.attempts > 1 and (found := await self._repetitions.find(parcel, channel, thread, *latest)):
            return channel, found
        where = {"channel": channel, "thread_ts": thread, "metadata": metadata(parcel)}
        given: dict[str, Any] = {**where, "unfurl_links": False, "unfurl_media": False}
        try:
            posted = await self._client.chat_postMessage(**given, text=text, blocks=shown)
        except SlackApiError as error:
            if error_code(error) not in BAD_BLOCKS:
                raise
            log.error("slack.blocks_refused", cause=str(error.response.get("response_metadata"))[:300])
            posted = await self._client.chat_postMessage(**given, text=in_words(shown))
        return str(posted["channel"]), str(posted["ts"])

    async def _change(self, parcel: Parcel, standing: Standing, text: str, shown: list[Block]) -> bool:
        """Changes the message about a lead; false when it is not there any more."""
        given: dict[str, Any] = {"channel": standing.channel, "ts": standing.ts, "metadata": metadata(parcel)}
        try:
            await self._client.chat_update(**given, text=text, blocks=shown)
        except SlackApiError as error:
            if error_code(error) in NO_MESSAGE:
                return False
            if error_code(error) not in BAD_BLOCKS:
                raise
            log.error("slack.blocks_refused", cause=str(error.response.get("response_metadata"))[:300])
            await self._client.chat_update(**given, text=in_words(shown), blocks=[])
        return True

    async def _end(self, parcel: Parcel, briefing: Briefing, standing: Standing | None) -> Posted | None:
        """One sentence without buttons takes the place of a lead that goes on in another message."""
        if standing is None:
            return None
        ended = plain(self._cards.news(parcel.kind, parcel.data, briefing))
        await self._change(parcel, standing, ended, sections([ended]))
        return standing.posted

    async def _erase(self, parcel: Parcel, standing: Standing | None) -> None:
        """Nothing of the lead that we wrote stays in the channel but the sentence that it is gone."""
        if standing is None:
            return
        gone = plain(self._cards.words.news.erased)
        await self._change(parcel, standing, gone, sections([gone]))
        lines = {(standing.channel, ts) for ts in standing.lines}
        for channel, ts in sorted(lines - self._deleted):
            with ignoring(CANNOT_DELETE):
                await self._client.chat_delete(channel=channel, ts=ts)
            self._deleted.add((channel, ts))  # Slack may ask for a pause; afterwards the rest is left
        self._deleted -= lines

    def _colleague(self, briefing: Briefing) -> Colleague | None:
        handoff = briefing.handoff
        person = self._people.get(handoff.person or "") if handoff is not None else None
        return Colleague(person.name, person.slack) if person is not None and person.slack else None
