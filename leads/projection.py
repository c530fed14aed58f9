"""From facts to values: which of the things that were said about a slot counts now."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Protocol, TypeVar

from leads.consent import PURPOSES
from leads.model import Source


class Stated(Protocol):
    """A fact, as the domain or the database has it."""

    @property
    def slot(self) -> str: ...
    @property
    def source(self) -> str: ...
    @property
    def retracted_at(self) -> datetime | None: ...


FactT = TypeVar("FactT", bound=Stated)

OF_THE_LEAD = (Source.INFERRED, Source.IMPORT, Source.VISITOR, Source.SALES)
"""Who is believed about a lead, the least first: what a person at sales entered beats the visitor."""
IN_THE_TALK = (Source.INFERRED, Source.IMPORT, Source.SALES, Source.VISITOR)
"""In a conversation the visitor's own words count first: what they correct is corrected before their eyes."""


def standing(facts: Iterable[FactT], believed: Sequence[Source] = OF_THE_LEAD) -> dict[str, FactT]:
    """Of each slot the fact that counts: not taken back, by whom is believed most, and of those the latest.

    A permission is what was said last, whoever noted it: what is withdrawn anywhere is withdrawn.

    ``facts`` come oldest first; the slots are in the order in which they were first told.
    """
    chosen: dict[str, FactT] = {}
    for fact in facts:
        held = chosen.get(fact.slot)
        if fact.retracted_at is None and (held is None or _rank(fact, believed) >= _rank(held, believed)):
            chosen[fact.slot] = fact
    return chosen


def _rank(fact: Stated, believed: Sequence[Source]) -> int:
    if fact.slot in PURPOSES:
        return 0
    return believed.index(Source(fact.source))
