"""What a channel with accounts does with a message: commit it, then have it answered; the replies are pushed."""

import asyncio
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from weakref import WeakValueDictionary

import structlog

from gateway.chat import UNPRINTABLE
from gateway.delivery import Couriers
from gateway.limits import Limits
from gateway.turns import Turns
from gateway.words import Words
from leads.accounts import Account
from leads.arrivals import Arrival, Arrivals
from leads.deliveries import Deliveries
from leads.inbox import Reply

REFERENCE = re.compile(r"([0-9]{1,9}):([0-9]{1,2})")

log = structlog.get_logger()


@dataclass(frozen=True)
class Reception:
    """The core that the adapters of Telegram and Slack call. All of it raises ``StoreUnavailable``."""

    arrivals: Arrivals
    deliveries: Deliveries
    turns: Turns
    couriers: Couriers
    limits: Limits
    words: Words
    _in_order: WeakValueDictionary[Account, asyncio.Lock] = field(default_factory=WeakValueDictionary)

    async def hear(self, arrival: Arrival) -> None:
        """Commits a message and begins its turn; what came before has no effect."""
        said = UNPRINTABLE.sub(" ", arrival.text).strip()
        if not said or not await self._admits(arrival):
            return
        conversation = await self._receive(replace(arrival, text=said))
        if conversation is not None:
            self.turns.begin(conversation)

    async def obey(self, arrival: Arrival, command: str) -> None:
        """Commits a command as the words it stands for, in the visitor's language; an unknown one as it was typed."""
        words = self.words.command(command, await self.language(arrival))
        await self.hear(arrival if words is None else replace(arrival, text=words))

    async def reply(self, arrival: Arrival, sentence: str) -> None:
        """Commits a message together with our answer to it; the bot does not see it."""
        if await self._admits(arrival):
            await self._answer(arrival, sentence)

    async def decline(self, arrival: Arrival, kind: str) -> None:
        """Answers what is no text (a ``kind`` of ``data/channels``) with a kind sentence."""
        shown = self.words.show(kind, await self.language(arrival))
        await self.reply(replace(arrival, text=shown), kind)

    async def press(self, arrival: Arrival, reference: str) -> str | None:
        """Commits a pressed button and returns its title; ``None`` when the account was shown no such button."""
        button = await self._button(arrival.account, reference)
        if button is None:
            return None
        await self.hear(replace(arrival, text=button["title"], payload=button["payload"]))
        return button["title"]

    async def close(self, account: Account, cause: str) -> None:
        """Notes that an account can't be written to any more."""
        await asyncio.to_thread(self.deliveries.close, account, cause)

    async def language(self, arrival: Arrival) -> str | None:
        """The language of the conversation, or the first guess at it."""
        talk = await asyncio.to_thread(self.arrivals.talk_of, arrival.account)
        return arrival.language if talk is None else talk.language or arrival.language

    async def _button(self, account: Account, reference: str) -> Mapping[str, str] | None:
        found = REFERENCE.fullmatch(reference)
        if found is None:
            return None
        return await asyncio.to_thread(self.arrivals.button, account, int(found[1]), int(found[2]))

    async def _admits(self, arrival: Arrival) -> bool:
        """Whether this visitor may write now; who writes too much is told so, once a minute."""
        visitor = f"{arrival.account.channel} {arrival.account.address}"
        if self.limits.admits_message(visitor, visitor):
            return True
        if self.limits.admits_warning(visitor):
            log.warning("reception.too_many", channel=arrival.account.channel)
            await self._answer(arrival, "too_many")
        return False

    async def _answer(self, arrival: Arrival, sentence: str) -> None:
        await self._receive(arrival, Reply(self.words.say(sentence, await self.language(arrival))))
        self.couriers.wake()

    async def _receive(self, arrival: Arrival, reply: Reply | None = None) -> str | None:
        """Messages of one account that come together are committed in the order in which they came."""
        async with self._in_order.setdefault(arrival.account, asyncio.Lock()):
            return await asyncio.to_thread(self.arrivals.receive, arrival, reply)


def reference(message_id: int | None, place: int) -> str:
    """What a button carries instead of its payload, which may be longer than a channel takes and must not be forged."""
    return f"{message_id}:{place}"
