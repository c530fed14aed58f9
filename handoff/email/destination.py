"""Hand-offs as letters: to a person, or to the list of a team."""

import asyncio

from handoff.email.letter import Letters
from handoff.email.mailer import Mailer
from leads.audience import NEWS
from leads.briefing import Briefing, Briefings
from leads.errors import StoreUnavailable
from leads.model import LeadClass
from leads.outbox import Parcel, Posted
from leads.sending import NotNow

WHILE_UNCLAIMED = frozenset({"lead.reminder", "lead.escalated"})


class EmailDestination:
    """Sends a letter for each piece of news, with the lead as it is at that moment."""

    kind = "email"
    at_once = 4  # small mail servers take no more connections from one client

    def __init__(self, mailer: Mailer, letters: Letters, briefings: Briefings) -> None:
        self._mailer, self._letters, self._briefings = mailer, letters, briefings

    async def send(self, parcel: Parcel) -> Posted | None:
        """Mails what is news; a lead that was erased is in no further mail."""
        if parcel.kind not in NEWS:
            return None
        try:
            briefing = await asyncio.to_thread(self._briefings.of, parcel.lead_id)
        except StoreUnavailable as error:
            raise NotNow(f"the lead cannot be read: {error}") from error
        if briefing is None or _is_overtaken(parcel, briefing):
            return None
        named_as = LeadClass((parcel.reference or {}).get("class", briefing.lead.verdict.lead_class))
        await self._mailer.send(self._letters.of(parcel, briefing, named_as))
        return Posted({"class": named_as})  # no name: what stands here outlives an erasure for a moment

    async def close(self) -> None:
        """Nothing is open between two letters."""


def _is_overtaken(parcel: Parcel, briefing: Briefing) -> bool:
    """A call for somebody to take a lead, delayed until somebody has."""
    handoff = briefing.handoff
    settled = briefing.closed is not None or (handoff is not None and handoff.claimed_by is not None)
    return settled and parcel.kind in WHILE_UNCLAIMED
