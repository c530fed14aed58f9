"""What an operator writes under ``business_hours`` becomes opening hours, or an error that says what to write."""

from datetime import date, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from pydantic import ValidationError

from leads.business_hours import Span
from leads.business_hours_section import BusinessHoursSection
from leads.public_holidays import PublicHolidays

WRITTEN = {
    "timezone": "Europe/Berlin",
    "holidays": "DE-HH",
    "open": {"monday": "09:00-12:00, 13:00-17:00", "saturday": "0:00 – 24:00"},
    "closed": ["2027-12-24", date(2027, 12, 31)],
    "answer_within_hours": 4.5,
}


def test_what_is_written_becomes_opening_hours() -> None:
    hours = BusinessHoursSection.model_validate(WRITTEN).hours
    assert hours.zone == ZoneInfo("Europe/Berlin")
    assert hours.holidays == PublicHolidays("DE", "HH")
    assert hours.week[0] == (Span(540, 720), Span(780, 1020))
    assert hours.week[5] == (Span(0, 1440),)
    assert hours.closed == {date(2027, 12, 24), date(2027, 12, 31)}
    assert hours.answer_within == timedelta(hours=4, minutes=30)


def test_holidays_and_closed_days_may_be_left_out() -> None:
    written = {key: WRITTEN[key] for key in ("timezone", "open", "answer_within_hours")}
    hours = BusinessHoursSection.model_validate(written).hours
    assert (hours.holidays, hours.closed) == (None, frozenset())


@pytest.mark.parametrize(
    ("wrong", "place", "advice"),
    [
        ({"timezone": "Berlin"}, ("timezone",), "write Europe/Berlin"),
        ({"timezone": "europe/berlin"}, ("timezone",), "write Europe/Berlin"),
        ({"timezone": "MESZ"}, ("timezone",), "a name such as Europe/Berlin"),
        ({"timezone": "Europe"}, ("timezone",), "there is no time zone"),
        ({"timezone": "Europe/Berlin\0"}, ("timezone",), "write Europe/Berlin"),
        ({"timezone": ""}, ("timezone",), "there is no time zone"),
        ({"timezone": "../etc/passwd"}, ("timezone",), "there is no time zone"),
        ({"holidays": "DE-XX"}, ("holidays",), "DE-HH"),
        ({"holidays": "Germany"}, ("holidays",), "such as DE"),
        ({"holidays": False}, ("holidays",), "'NO' in quotes"),
        ({"open": {}}, ("open",), 'such as monday: "09:00-17:00"'),
        ({"open": {"montag": "09:00-17:00"}}, ("open", "montag"), "not permitted"),
        ({"open": {"monday": 540}}, ("open", "monday"), "in quotes"),
        ({"open": {"monday": "9-17"}}, ("open", "monday"), "write 09:00-17:00"),
        ({"open": {"monday": "09:00-25:00"}}, ("open", "monday"), "beyond midnight"),
        ({"open": {"monday": "22:00-06:00"}}, ("open", "monday"), "22:00-24:00, then 00:00-06:00"),
        ({"open": {"monday": "13:00-17:00, 09:00-12:00"}}, ("open", "monday"), "the earlier hours first"),
        ({"open": {"monday": "09:00-13:00, 12:00-17:00"}}, ("open", "monday"), "overlaps"),
        ({"closed": ["2027-12-24", "24.12.2027"]}, ("closed", 1), "write it as 2027-12-24"),
        ({"closed": ["2027-02-30"]}, ("closed", 0), "not in the calendar"),
        ({"closed": [20271224]}, ("closed", 0), "write it as 2027-12-24"),
        ({"answer_within_hours": 0}, ("answer_within_hours",), "greater than 0"),
        ({"answer_within_hours": 1e300}, ("answer_within_hours",), "less than or equal to 1000"),
        ({"answer_within_hours": "eight"}, ("answer_within_hours",), "valid number"),
        ({"answer_within_hours": 500}, (), "promise an answer sooner"),
    ],
)
def test_a_mistake_is_told_where_it_stands_with_what_to_write(
    wrong: dict[str, Any], place: tuple[str | int, ...], advice: str
) -> None:
    with pytest.raises(ValidationError) as caught:
        BusinessHoursSection.model_validate(WRITTEN | wrong)
    (error,) = caught.value.errors()
    assert error["loc"] == place
    assert advice in error["msg"]
