"""What is true of a visitor by what they said: the latest value wins, a refusal is an answer, all else is unknown."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from benchmarks.visitors.expected import holds
from benchmarks.visitors.line import Line
from benchmarks.visitors.persona import CONSENTS
from benchmarks.visitors.vocabulary import Json, Value

MQL = ("company", "person_name")
BANT = ("need", "budget", "authority", "timeline")


@dataclass
class Truth:
    """The ground truth of a conversation, built from the visitor's own lines.

    ``said`` holds the values by slot, ``left_open`` the slots refused or not known, ``may`` what was given away besides
    or taken back, so that a store may hold it or not.
    """

    said: dict[str, Value] = field(default_factory=dict)
    left_open: dict[str, str] = field(default_factory=dict)
    may: dict[str, list[Json]] = field(default_factory=dict)

    def hear(self, line: Line) -> None:
        """Takes a line of the visitor's as true."""
        if line.act == "restart":
            self._forget()
        for value in line.says:
            self.said[value.slot] = value
            self.left_open.pop(value.slot, None)
            self._allow(value.may)
        self._allow(line.may)
        if line.act in ("refuse", "dont_know") and line.about is not None and line.about not in self.said:
            self.left_open[line.about] = line.act

    def _forget(self) -> None:
        self._allow({slot: value.expected for slot, value in self.said.items()})
        self.said.clear()
        self.left_open.clear()

    def _allow(self, given: Mapping[str, Json]) -> None:
        for slot, expected in given.items():
            self.may.setdefault(slot, []).append(expected)

    def allows(self, slot: str, stored: Json) -> bool:
        """Whether a value that was never said outright may be stored all the same."""
        return any(holds(slot, expected, stored) for expected in self.may.get(slot, ()))

    def still_needed(self) -> tuple[str, ...]:
        """The slots without which the conversation is unfinished, as long as they can still make a difference."""
        if not self._can_qualify():
            return ()
        reach = ("phone",) if "email" in self.left_open else ("email",)
        bant = BANT if self._can_be_bant() else ("need",)
        needed = (*bant, *MQL, *reach, CONSENTS[0])
        return tuple(slot for slot in needed if slot not in self.left_open)

    def _can_qualify(self) -> bool:
        reachable = not ("email" in self.left_open and "phone" in self.left_open)
        return reachable and self._is_good("contact_opt_in") and not any(slot in self.left_open for slot in MQL)

    def _can_be_bant(self) -> bool:
        return all(slot not in self.left_open and self._is_good(slot) for slot in BANT)

    def _is_good(self, slot: str) -> bool:
        return slot not in self.left_open and (slot not in self.said or self.said[slot].good)
