"""The note about a lead in a CRM: the card's text as simple HTML."""

from functools import partial
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from handoff.card import Cards
from leads.briefing import Briefings

LONGEST_NOTE = 60_000  # HubSpot takes 65,536
CUTS = (4_000, 1_000, 200)


class Notes:
    """Writes notes about leads as they are now."""

    def __init__(self, briefings: Briefings, cards: Cards) -> None:
        self._briefings, self._cards = briefings, cards
        folder = FileSystemLoader(Path(__file__).parent)
        self._environment = Environment(loader=folder, autoescape=True, undefined=StrictUndefined)

    def about(self, lead_id: str, event: str) -> str | None:
        """The note; ``event`` stands in it, so that a repetition is recognised. ``None``: the lead was erased."""
        briefing = self._briefings.of(lead_id)
        if briefing is None:
            return None
        card = self._cards.of(briefing)
        given = {"card": card, "rows": (*card.bant, *card.more), "words": self._cards.words, "event": event}
        notes = (self._written(longest, given) for longest in CUTS)
        return next((note for note in notes if len(note) <= LONGEST_NOTE), None)

    def _written(self, longest: int, given: dict[str, object]) -> str:
        return self._environment.get_template("note.html").render(given, cut=partial(_cut, longest=longest))


def _cut(text: str, longest: int) -> str:
    return text if len(text) <= longest else f"{text[: longest - 1].rstrip()}…"
