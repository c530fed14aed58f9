"""What time it is, as an argument: the system's clock, or a fixed day for tests and demos."""

from dataclasses import dataclass
from datetime import UTC, date, datetime


@dataclass(frozen=True)
class Clock:
    """``fixed_day`` sets today for understanding and judging; moments stay the system's."""

    fixed_day: date | None = None

    def now(self) -> datetime:
        """This moment, aware UTC."""
        return datetime.now(UTC)

    def today(self) -> date:
        """The day that "next month" and "within a year" are counted from."""
        return self.fixed_day or datetime.now().astimezone().date()
