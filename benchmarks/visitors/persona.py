"""A visitor before the first word: who they are, what they want, how they behave."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from benchmarks.visitors.noise import Hand
from benchmarks.visitors.vocabulary import Value

NECESSARY = ("need", "company", "person_name", "email", "budget", "authority", "timeline")
"""What a salesperson cannot do without, besides permission to call."""
CONSENTS = ("contact_opt_in", "marketing_opt_in")
EXTRAS = ("phone", "job_title", "department", "company_size", "industry", "location")

Slot = str
Act = str


@dataclass(frozen=True)
class Persona:
    """A plan; what comes of it depends on what the product asks.

    ``facts`` holds for each language and slot the value said first and the one it is corrected to. ``unwilling`` says
    how a slot is left open: refuse or dont_know. ``detours`` are the acts that come before the answer to the nth
    question, ``late`` those after the last one. ``stranger`` says what else brings somebody who is not a lead.
    """

    index: int
    kind: str
    language: str
    hand: Hand
    facts: Mapping[tuple[str, Slot], tuple[Value, Value]]
    opens_with: tuple[Slot, ...] = ()
    opening_act: Act = "greeting"
    unwilling: Mapping[Slot, str] = field(default_factory=dict)
    detours: Mapping[int, tuple[Act, ...]] = field(default_factory=dict)
    late: tuple[Act, ...] = ()
    recap: str = "yes"
    presses_buttons: bool = False
    volunteers: float = 0.0
    patience: float = 10.0
    tells_language: bool = False
    stranger: str | None = None

    @property
    def id(self) -> str:
        """How a report names this visitor."""
        return f"{self.index:03d}-{self.kind.replace(' ', '-')}-{self.language}"
