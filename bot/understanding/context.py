"""What is known when a message comes, and how its slots are told apart."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.understanding.finders import ENTITY_OF_SLOT
from bot.understanding.who.candidate import Candidate

CLOSED = frozenset({"authority", "budget", "timeline", "company_size", "email", "phone"})
"""What is asked for and answered in words of its own, so that an answer is recognised by them alone."""
ASKS = frozenset({"faq", "ask_why", "chitchat", "help"})
SLOT_OF = {entity: slot for slot, entity in ENTITY_OF_SLOT.items()}
LEAVES_OPEN = frozenset({"dont_know", "refuse"})
WHO = frozenset({"email", "phone", "person", "company", "job_title", "need"})


@dataclass(frozen=True)
class Context:
    """``asked`` and ``also`` are the entities that the bot waits for, ``known`` the slots that have a value.

    ``named`` is what the recogniser takes for names; ``names`` are those known of the visitor, by entity.
    """

    asked: str | None
    also: str | None
    known: frozenset[str]
    named: tuple[Candidate, ...]
    names: Mapping[str, str]

    @property
    def expected(self) -> frozenset[str]:
        return frozenset(entity for entity in (self.asked, self.also) if entity)
