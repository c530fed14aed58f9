"""A lead as sales reads it, before any markup: who, how good, BANT with the visitor's words, what is missing."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta

from babel.dates import format_timedelta

from handoff.words import Words
from leads.briefing import Briefing, Closed
from leads.criteria import Criteria
from leads.handoff_view import HandOff
from leads.model import Lead
from leads.qualification import BANT
from leads.readable import Readable
from leads.view import SLOTS

ABOVE = ("person_name", "job_title", "company", "email", "phone")
LONGEST_LINE = 300


@dataclass(frozen=True)
class Row:
    """One fact: its name, its value in words, whether its criterion is met, and what the visitor said about it."""

    label: str
    value: str
    met: bool | None
    said: str | None


@dataclass(frozen=True)
class Card:
    """Everything on a message about a lead, in the order in which it is read; texts are raw, nothing is escaped."""

    lead_id: str
    language: str
    heading: str
    who: str
    job_title: str | None
    company: str | None
    email: str | None
    phone: str | None
    status: str
    bant: tuple[Row, ...]
    more: tuple[Row, ...]
    missing: tuple[str, ...]
    lines: tuple[tuple[str, str], ...]
    notes: tuple[str, ...]
    url: str
    is_open: bool
    is_claimed: bool
    is_taken_over: bool

    @property
    def title(self) -> str:
        """The card in one line: "Maya Stern, Seegras GmbH"."""
        return ", ".join(part for part in (self.who, self.company) if part)


class Cards:
    """Makes cards in one language. ``link`` gives the address of a lead's page in the console."""

    def __init__(
        self, language: str, words: Words, readable: Readable, criteria: Criteria, link: Callable[[str], str]
    ) -> None:
        self._language, self.words, self._readable = language, words, readable
        self._criteria, self._link = criteria, link

    def of(self, briefing: Briefing) -> Card:
        """The card of a lead as it is now."""
        lead, handoff = briefing.lead, briefing.handoff
        met = {each.name: each.met for each in lead.verdict.criteria}
        shown = {slot: self._row(lead, slot, met.get(slot)) for slot in SLOTS if slot in lead.values}
        lead_class = self.words.classes[lead.verdict.lead_class]
        return Card(
            lead_id=lead.id,
            language=self._language,
            heading=self.words.heading.format(lead_class=lead_class, score=lead.verdict.score),
            who=lead.text("person_name") or self.words.unknown,
            job_title=lead.text("job_title"),
            company=lead.text("company"),
            email=lead.text("email"),
            phone=shown["phone"].value if "phone" in shown else None,
            status=self._status(briefing),
            bant=tuple(shown[slot] for slot in BANT_AS_READ if slot in shown),
            more=tuple(row for slot, row in shown.items() if slot not in (*ABOVE, *BANT)),
            missing=tuple(self.words.slots[slot] for slot in BANT_AS_READ if slot not in shown),
            lines=tuple((line.person or self.words.authors[line.author], _cut(line.text)) for line in briefing.lines),
            notes=briefing.notes,
            url=self._link(lead.id),
            is_open=briefing.closed is None,
            is_claimed=handoff is not None and handoff.claimed_by is not None,
            is_taken_over=briefing.takeover is not None,
        )

    def news(self, kind: str, data: Mapping[str, object], briefing: Briefing) -> str:
        """What is new, in a sentence of its own; ``kind`` and ``data`` are those of the parcel."""
        lead, handoff = briefing.lead, data.get("handoff")
        name = kind.partition(".")[2]
        if name == "closed":
            return self._closed(Closed(str(data["outcome"]), _text(data.get("reason")), str(data["by"])))
        if name == "handed_back" and data.get("why") == "nobody_answered":
            name = "nobody_answered"
        person = handoff.get("person") if isinstance(handoff, dict) else None
        return str(getattr(self.words.news, name)).format(
            who=lead.text("person_name") or self.words.unknown,
            lead_class=self.words.classes[lead.verdict.lead_class],
            score=lead.verdict.score,
            person=self._name(_text(person)),
            by=data.get("by") or "",
            text=data.get("text") or "",
            note=self.words.note,
            back=self.words.back[0],
        )

    def _row(self, lead: Lead, slot: str, met: bool | None) -> Row:
        said = lead.evidence(slot)
        return Row(self.words.slots[slot], self._readable.value(lead.values[slot], slot), met, _cut(said))

    def _status(self, briefing: Briefing) -> str:
        lead, handoff, words = briefing.lead, briefing.handoff, self.words.status
        if briefing.closed is not None:
            return self._closed(briefing.closed)
        if lead.disqualified:
            return words.not_a_lead.format(reason=self.words.disqualified.get(lead.disqualified, lead.disqualified))
        if briefing.takeover is not None:
            return words.talking.format(person=briefing.takeover.person)
        if handoff is None:
            return words.unassigned
        if handoff.claimed_by is not None:
            return words.claimed.format(person=handoff.claimed_by, time=self._time(handoff))
        if handoff.person is not None:
            return words.for_person.format(person=self._name(handoff.person), because=handoff.because)
        if handoff.team is not None:
            return words.for_team.format(team=handoff.team, because=handoff.because)
        return words.unassigned

    def _closed(self, closed: Closed) -> str:
        reason = closed.reason or "–"
        return str(getattr(self.words.closed, closed.outcome)).format(
            by=closed.by, reason=self.words.reasons.get(reason, reason)
        )

    def _time(self, handoff: HandOff) -> str:
        return format_timedelta(handoff.time_to_claim or timedelta(0), locale=self._language, threshold=1.5)

    def _name(self, person: str | None) -> str:
        known = self._criteria.handoff.people.get(person or "")
        return known.name if known is not None else person or ""


BANT_AS_READ = ("need", "budget", "authority", "timeline")


def _cut(text: str | None) -> str:
    words = " ".join((text or "").split())
    return words if len(words) <= LONGEST_LINE else f"{words[: LONGEST_LINE - 1].rstrip()}…"


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None
