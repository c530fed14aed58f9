"""Each finder with what it is told: a message's text, and what may be a bare answer in it."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from bot.understanding.contact import find_emails, find_phones
from bot.understanding.deal.authority import find_authority
from bot.understanding.deal.need import find_need
from bot.understanding.money import Budget, find_budget
from bot.understanding.money.words import PERIOD_AFTER
from bot.understanding.timeline.finding import find_timeline
from bot.understanding.who.company import find_company
from bot.understanding.who.company_size import find_company_size
from bot.understanding.who.industry import find_industry
from bot.understanding.who.job_title import find_department, find_job_title
from bot.understanding.who.location import find_location
from bot.understanding.who.person import find_person
from bot.understanding.who.person_and_company import find_person_and_company

ENTITY_OF_SLOT = {"person_name": "person"}


@dataclass(frozen=True)
class Found:
    """A fact: the entity's name, its JSON value, and where in the text it was said, or what it is ``inferred`` from.

    ``confidence`` is that of a recogniser, 0 to 1; ``None`` where a rule is sure of it.
    """

    entity: str
    value: Any
    start: int
    end: int
    inferred: bool = False
    confidence: float | None = None


@dataclass(frozen=True)
class Reading:
    """What a finder is told: the text with everything already understood blanked out, and what may be a bare answer."""

    text: str
    language: str
    today: date
    expected: frozenset[str]

    def without(self, fact: Found) -> "Reading":
        blanked = self.text[: fact.start] + " " * (fact.end - fact.start) + self.text[fact.end :]
        return replace(self, text=blanked)


def _emails(reading: Reading) -> Iterator[Found]:
    for mail in find_emails(reading.text)[:1]:
        yield Found("email", mail.normalized, mail.start, mail.end)


def without_addresses(reading: Reading) -> Reading:
    """The reading without what is in e-mail addresses, for "n.mai@kestrel.io" tells no month."""
    for mail in find_emails(reading.text):
        reading = reading.without(Found("email", mail.normalized, mail.start, mail.end))
    return reading


def _phones(reading: Reading) -> Iterator[Found]:
    region = "DE" if reading.language == "de" else "GB"
    for phone in find_phones(reading.text, region)[:1]:
        yield Found("phone", phone.e164 or phone.normalized, phone.start, phone.end)


def _budget(reading: Reading) -> Iterator[Found]:
    budget = find_budget(reading.text, reading.language, "budget" in reading.expected)
    if budget:
        value = {
            "min": _number(budget.minimum),
            "max": _number(budget.maximum),
            "currency": budget.currency,
            "period": budget.period,
        }
        yield Found("budget", value, budget.start, _end_of_period(reading.text, budget))


def _end_of_period(text: str, budget: Budget) -> int:
    """Where "a month" ends, which is said of the amount and is no date."""
    period = PERIOD_AFTER.match(text, budget.end)
    return period.end() if budget.period and period else budget.end


def _timeline(reading: Reading) -> Iterator[Found]:
    timeline = find_timeline(reading.text, reading.today, reading.language, "timeline" in reading.expected)
    said = reading.text[slice(*timeline.span)].lower() if timeline else ""
    only_now = "timeline" not in reading.expected and _SAID_OF_ANYTHING.fullmatch(said) is not None
    goes_on = timeline is not None and said == "now" and reading.text[: timeline.span[0]].lower().endswith("for ")
    if timeline and only_now:  # "we need help now, live by June"
        yield from _timeline(reading.without(Found("timeline", None, *timeline.span)))
    elif timeline and (timeline.start or timeline.end) and not goes_on:
        start, end = (day.isoformat() if day else None for day in (timeline.start, timeline.end))
        yield Found("timeline", {"start": start, "end": end}, *timeline.span)


_SAID_OF_ANYTHING = re.compile(
    r"now|today|jetzt|heute|(?:(?:on|at|over|am|an|übers?|jedes|every)\s)?(?:the\s|den\s)?(?:weekends?|wochenende[ns]?)"
)
"""No date unless it was asked for: "I must go now", "nobody answers at the weekend"."""


def _company_size(reading: Reading) -> Iterator[Found]:
    size = find_company_size(reading.text, reading.language, "company_size" in reading.expected)
    if size:
        yield Found("company_size", {"min": size.minimum, "max": size.maximum}, size.start, size.end)


def _words(entity: str, find: Callable[[str, str, bool], Any]) -> Callable[[Reading], Iterator[Found]]:
    def finder(reading: Reading) -> Iterator[Found]:
        mention = find(reading.text, reading.language, entity in reading.expected)
        if mention:
            yield Found(entity, mention.value, mention.start, mention.end)

    return finder


def _number(amount: Decimal | None) -> int | float | None:
    if amount is None:
        return None
    return int(amount) if amount == amount.to_integral_value() else float(amount)


REGULAR = (_emails, _phones, _budget, _company_size, _timeline)
"""What has a form of its own is read first, so that its words are nobody's name."""

OPEN: dict[str, Callable[[Reading], Iterator[Found]]] = {
    "company": _words("company", find_company),
    "person": _words("person", find_person),
    "job_title": _words("job_title", find_job_title),
    "department": _words("department", find_department),
    "industry": _words("industry", find_industry),
    "location": _words("location", find_location),
    "authority": _words("authority", find_authority),
}
"""What can be any words; the one that was asked for comes first and may claim the whole message."""


def _person_and_company(reading: Reading) -> Iterator[Found]:
    for entity, mention in zip(BOTH, find_person_and_company(reading.text, reading.language), strict=True):
        if mention:
            yield Found(entity, mention.value, mention.start, mention.end)


BOTH = ("person", "company")
"""Asked for in one sentence, they are read together: either alone would claim the whole answer."""


def open_finders(expected: frozenset[str]) -> list[Callable[[Reading], Iterator[Found]]]:
    """Those of ``OPEN``, what is expected first."""
    ordered = sorted(OPEN, key=lambda entity: entity not in expected)
    if not expected.issuperset(BOTH):
        return [OPEN[entity] for entity in ordered]
    return [_person_and_company, *(OPEN[entity] for entity in ordered if entity not in BOTH)]


FINDERS: dict[str, Callable[[Reading], Iterator[Found]]] = {
    "email": _emails,
    "phone": _phones,
    "budget": _budget,
    "company_size": _company_size,
    "timeline": _timeline,
    **OPEN,
    "need": _words("need", find_need),
}
"""By the entity that each finds."""
