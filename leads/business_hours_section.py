"""The section ``business_hours`` of the operator's ``banter.yml``: read, checked, and made into ``BusinessHours``."""

import re
from datetime import date, timedelta
from difflib import get_close_matches
from itertools import pairwise
from typing import Annotated, Any, Self
from zoneinfo import ZoneInfo, available_timezones

from pydantic import BeforeValidator, Field, field_validator, model_validator

from leads.business_hours import BusinessHours, Span
from leads.public_holidays import PublicHolidays
from leads.section import Section

SPAN = re.compile(r"(\d{1,2}):([0-5]\d)\s*[-–]\s*(\d{1,2}):([0-5]\d)")
DAY = re.compile(r"\d{4}-\d\d-\d\d")


def _spans(raw: Any) -> tuple[Span, ...]:
    if not isinstance(raw, str):
        raise ValueError('write the hours in quotes, such as "09:00-17:00" or "09:00-12:00, 13:00-17:00"')
    spans = tuple(_span(each.strip()) for each in raw.split(","))
    if any(later.opens < earlier.closes for earlier, later in pairwise(spans)):
        raise ValueError(f"{raw!r} overlaps or is out of order; write the earlier hours first")
    return spans


def _span(text: str) -> Span:
    found = SPAN.fullmatch(text)
    if not found:
        raise ValueError(f"{text!r} is no opening time; write 09:00-17:00, and leave out a day that is closed")
    hours = [int(each) for each in found.groups()]
    opens, closes = hours[0] * 60 + hours[1], hours[2] * 60 + hours[3]
    if closes > 24 * 60:
        raise ValueError(f"{text!r} goes beyond midnight; the last time of a day is 24:00")
    if opens >= closes:
        raise ValueError(
            f"{text!r} ends before it begins; hours over midnight belong to two days: 22:00-24:00, then 00:00-06:00"
        )
    return Span(opens, closes)


def read_day(raw: Any) -> date:
    """A day as YAML or a text gives it. Raises ``ValueError`` that says what to write instead."""
    if type(raw) is date:
        return raw
    try:
        if DAY.fullmatch(str(raw)):
            return date.fromisoformat(str(raw))
    except ValueError as error:
        raise ValueError(f"{raw} is not in the calendar; correct it") from error
    raise ValueError(f"{raw!r} is not a day; write it as 2027-12-24")


Spans = Annotated[tuple[Span, ...], BeforeValidator(_spans)]
Day = Annotated[date, BeforeValidator(read_day)]


class Week(Section):
    """A weekday that is left out is closed."""

    monday: Spans = ()
    tuesday: Spans = ()
    wednesday: Spans = ()
    thursday: Spans = ()
    friday: Spans = ()
    saturday: Spans = ()
    sunday: Spans = ()


class BusinessHoursSection(Section):
    """As the operator writes it; ``hours`` is what the rest of the product works with."""

    timezone: str
    holidays: str | None = None
    open: Week
    closed: Annotated[tuple[Day, ...], Field(max_length=400)] = ()
    answer_within_hours: Annotated[float, Field(gt=0, le=1000, strict=True)]

    @property
    def hours(self) -> BusinessHours:
        return BusinessHours(
            zone=ZoneInfo(self.timezone),
            week=tuple(spans for _, spans in self.open),
            answer_within=timedelta(hours=self.answer_within_hours),
            holidays=PublicHolidays.parse(self.holidays) if self.holidays else None,
            closed=frozenset(self.closed),
        )

    @field_validator("timezone")
    @classmethod
    def _is_a_zone(cls, name: str) -> str:
        try:
            ZoneInfo(name)
        except (KeyError, ValueError, OSError) as error:  # not there, an impossible path, a folder of zones
            raise ValueError(f"there is no time zone {name!r}; write {_zone_like(name)}") from error
        return name

    @field_validator("holidays", mode="before")
    @classmethod
    def _are_known(cls, code: Any) -> Any:
        if code is False:
            raise ValueError("YAML takes NO for a no; for Norway write 'NO' in quotes, for no holidays remove the line")
        if isinstance(code, str):
            PublicHolidays.parse(code)
        return code

    @field_validator("open")
    @classmethod
    def _opens_at_all(cls, week: Week) -> Week:
        if not any(spans for _, spans in week):
            raise ValueError('no day has opening hours; add at least one, such as monday: "09:00-17:00"')
        return week

    @model_validator(mode="after")
    def _can_be_kept(self) -> Self:
        _ = self.hours
        return self


def _zone_like(name: str) -> str:
    by_city = {zone.rpartition("/")[2].casefold(): zone for zone in sorted(available_timezones())}
    city = name.rpartition("/")[2].strip().replace(" ", "_").casefold()
    near = get_close_matches(city, by_city, n=1, cutoff=0.8)
    return by_city[near[0]] if near else "a name such as Europe/Berlin"
