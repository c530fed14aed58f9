"""The section ``retention`` of the operator's ``banter.yml``: for how long what is kept."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Annotated, Any

from pydantic import BeforeValidator

from leads.section import Section

WRITTEN = re.compile(r"([1-9]\d{0,3}) (day|month)s?")
WANTED = "write a number of days or months, such as 90 days or 12 months; leave the line out to keep it for ever"


@dataclass(frozen=True)
class Period:
    """Days, or months of the calendar."""

    days: int = 0
    months: int = 0

    def before(self, now: datetime) -> datetime:
        """The moment before which something is over."""
        year, month = divmod(now.year * 12 + now.month - 1 - self.months, 12)
        day = min(now.day, monthrange(year, month + 1)[1])
        return now.replace(year=year, month=month + 1, day=day) - timedelta(days=self.days)

    def __str__(self) -> str:
        return f"{self.days} days" if self.days else f"{self.months} months"


def _period(raw: Any) -> Period:
    found = WRITTEN.fullmatch(raw.strip()) if isinstance(raw, str) else None
    if found is None:
        raise ValueError(f"{raw!r} is no period; {WANTED}")
    number = int(found[1])
    return Period(days=number) if found[2] == "day" else Period(months=number)


Kept = Annotated[Period | None, BeforeValidator(_period)]


class RetentionSection(Section):
    """What has no period is kept. Classes count for leads that are neither an opportunity nor a customer."""

    lead: Kept = None
    mql: Kept = None
    srl: Kept = None
    bant: Kept = None
    opportunity: Kept = None
    customer: Kept = None
    conversations_without_lead: Kept = None
    delivered_events: Kept = None

    @property
    def is_on(self) -> bool:
        """Whether anything is ever removed."""
        return any(value is not None for value in dict(self).values())
