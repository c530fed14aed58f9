"""What a conversation and a lead add to the counters: pure, so that counting along and counting anew are the same."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import NamedTuple

from leads.model import LeadClass, Stage
from leads.report_tables import CampaignRow, FunnelRow, QuestionRow
from leads.tables import Base

CLASSES = tuple(LeadClass)
NO_CAMPAIGN = ""


class Place(NamedTuple):
    """One number: a column of the row with this key."""

    table: type[Base]
    key: tuple[date | str, ...]
    column: str


Tally = Counter[Place]


@dataclass(frozen=True)
class Talk:
    """What of a conversation is counted."""

    id: str
    created_at: datetime
    channel: str
    language: str | None
    category: str
    wrote: bool
    asked: list[str]
    open_question: str | None


@dataclass(frozen=True)
class Known:
    """What of a lead is counted, and by what it is found."""

    id: str
    opened_on: date
    channel: str
    language: str
    category: str
    campaign: str | None
    lead_class: str
    stage: str
    claimed_at: datetime | None
    merged_into: str | None
    person_name: str | None
    company: str | None
    email: str | None
    phone: str | None


TALK = tuple(field.name for field in fields(Talk))
KNOWN = tuple(field.name for field in fields(Known))


def tally(state: Talk | Known) -> Tally:
    """The numbers that a conversation or a lead stands in, each with what it adds."""
    return Tally(_of_talk(state) if isinstance(state, Talk) else _of_lead(state))


def _of_talk(talk: Talk) -> Iterator[Place]:
    day = talk.created_at.date()
    key = (day, talk.channel, talk.language or "", talk.category)
    yield Place(FunnelRow, key, "visitors")
    if talk.wrote:
        yield Place(FunnelRow, key, "conversations")
    for slot in talk.asked:
        yield Place(QuestionRow, (day, slot), "asked")
    if talk.open_question:
        yield Place(QuestionRow, (day, talk.open_question), "unanswered")


def _of_lead(lead: Known) -> Iterator[Place]:
    if lead.merged_into is not None:
        return  # another record stands for it
    key = (lead.opened_on, lead.channel, lead.language, lead.category)
    by_campaign = (lead.opened_on, lead.category, lead.campaign or NO_CAMPAIGN)
    for reached in ("leads", *CLASSES[1 : CLASSES.index(LeadClass(lead.lead_class)) + 1]):
        yield Place(FunnelRow, key, str(reached))
        yield Place(CampaignRow, by_campaign, str(reached))
    if lead.claimed_at is not None:
        yield Place(FunnelRow, key, "claimed")
    if lead.stage == Stage.CUSTOMER:
        yield Place(FunnelRow, key, "won")
        yield Place(CampaignRow, by_campaign, "won")
