"""What a message about time is made of."""

from dataclasses import dataclass

from bot.understanding.timeline.period import Period


@dataclass(frozen=True)
class Token:
    """One token: ``number`` is its value (month 1–12, unit, count).

    Dates in digits carry ``day``, ``month`` and ``year`` (0: not said). ``led`` is true where an article
    or the like stands directly before it ("the 1st", "am 15."); ``plural`` belongs to units; ``english``
    tells "next" from "nächsten", which differ before a weekday; ``period`` is set once a whole phrase has
    become one token.
    """

    kind: str
    start: int
    end: int
    number: int = 0
    day: int = 0
    month: int = 0
    year: int = 0
    led: bool = False
    plural: bool = False
    english: bool = False
    period: Period | None = None
