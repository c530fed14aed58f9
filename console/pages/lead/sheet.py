"""The page of one lead, put together; shown again with what is wrong when something could not be done."""

import secrets
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from starlette.responses import Response

from console.desk import ConsoleDesk
from console.guard import storable
from console.navigation import HOME
from console.pages.lead.entry import kind_of, typed_of
from console.pages.lead.known import known_of, unknown_slots
from console.pages.lead.steps import steps_of
from console.visit import Visit
from leads import values
from leads.history import Entry
from leads.model import FactValue
from leads.permissions import Permissions
from leads.sendings import Sendings
from leads.talks import Talk, Talks
from leads.values import READERS
from leads.watching import Watching


@dataclass(frozen=True)
class Trouble:
    """Why something was not done: ``name`` is its sentence in the words of the page, ``about`` fills the sentence in.

    ``slot`` and ``typed`` are what somebody wanted to enter; ``since`` is when they opened the page, if others changed
    the lead meanwhile.
    """

    name: str
    status: int
    about: Mapping[str, str] | None = None
    slot: str | None = None
    typed: Mapping[str, str] | None = None
    since: datetime | None = None


class Sheet:
    """Everything that the page shows, read anew each time."""

    def __init__(self, desk: ConsoleDesk) -> None:
        self._desk = desk
        self._talks = Talks(desk.database, desk.inbox)
        self.permissions, self.sendings = Permissions(desk.database), Sendings(desk.database)
        self.watching = Watching(desk.database)

    def show(self, visit: Visit, lead_id: str, trouble: Trouble | None = None, done: str = "") -> Response:
        """Raises ``UnknownLead``."""
        desk, lead_id = self._desk, storable(lead_id)
        state = self.watching.state(lead_id)  # before all else: what changes while we read is told again
        lead, talks = desk.store.get(lead_id), self._talks.of(lead_id)
        briefing = desk.briefings.of(lead_id)
        handoff = None if briefing is None else briefing.handoff
        me = desk.handoffs.name_of(visit.by)
        history = desk.care.histories.of(lead_id)
        return desk.pages.show(
            visit,
            "lead",
            200 if trouble is None else trouble.status,
            lead=lead,
            own=f"{HOME}/leads/{lead.id}",
            state=state,
            me=me,
            talks=talks,
            handoff=handoff,
            takeover=None if briefing is None else briefing.takeover,
            closed=None if briefing is None else briefing.closed,
            steps=steps_of(lead.stage, None if handoff is None else handoff.claimed_by),
            known=known_of(lead, _lines(talks)),
            unknown=unknown_slots(lead),
            messages=_lines(talks),
            history=history,
            notes=[entry for entry in reversed(history) if entry.kind == "note"],
            proof=self.permissions.of(lead_id),
            sendings=self.sendings.of(lead_id),
            duplicates=desk.care.merging.duplicates(lead_id),
            reasons=desk.care.merging.reasons(lead_id),
            opened=desk.clock.now(),
            trouble=trouble,
            meanwhile=_meanwhile(history, trouble),
            done=done if done in DONE else "",
            people=desk.people,
            slots=tuple(READERS),
            kind_of=kind_of,
            number=secrets.token_urlsafe(12),
            **self._written(visit.language),
        )

    def _written(self, language: str) -> dict[str, Callable[..., object]]:
        """``shown`` puts a stored value into words, ``typed`` is what the form of a value begins with."""
        readable = self._desk.pages.readable[language]

        def shown(slot: str, stored: values.Json) -> str:
            return readable.value(values.read(slot, stored), slot)

        def typed(value: FactValue | None) -> dict[str, str]:
            return typed_of(None if value is None else values.write(value), readable.number)

        return {"shown": shown, "typed": typed}


def _lines(talks: Sequence[Talk]) -> frozenset[str]:
    """The ids of all messages that the page shows, to which it can lead."""
    return frozenset(str(line.id) for talk in talks for line in talk.lines)


def _meanwhile(history: Sequence[Entry], trouble: Trouble | None) -> list[Entry]:
    """What others did since somebody opened the page, about the value that they wanted to enter first."""
    if trouble is None or trouble.since is None:
        return []
    since = trouble.since
    later = [entry for entry in history if entry.at >= since]
    return sorted(later, key=lambda entry: entry.what != trouble.slot)


DONE = frozenset(
    {
        "claim",
        "release",
        "opportunity",
        "won",
        "lost",
        "not_a_fit",
        "reopen",
        "saved",
        "taken_back",
        "noted",
        "merged",
        "separated",
        "dismissed",
        "withdrawn",
        "sent_again",
        "handed_back",
    }
)
"""What the page can say was done, by its name in the words."""
