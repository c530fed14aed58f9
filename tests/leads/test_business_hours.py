"""Business time: what an operator's opening hours make of moments and durations."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leads.business_hours import BusinessHours, Span
from leads.public_holidays import PublicHolidays

BERLIN = ZoneInfo("Europe/Berlin")
HOUR, MINUTE, TICK = timedelta(hours=1), timedelta(minutes=1), timedelta(microseconds=1)
NINE_TO_FIVE = (Span(9 * 60, 17 * 60),)
WITH_A_BREAK = (Span(9 * 60, 12 * 60), Span(13 * 60, 17 * 60))
ALL_DAY = (Span(0, 24 * 60),)


def office(
    *spans: tuple[Span, ...], zone: str = "Europe/Berlin", holidays: str | None = None, closed: Iterable[date] = ()
) -> BusinessHours:
    """The spans of Monday, Tuesday, …; weekdays that are not given are closed."""
    week = (*spans, *[()] * (7 - len(spans)))
    calendar = PublicHolidays.parse(holidays) if holidays else None
    return BusinessHours(ZoneInfo(zone), week, HOUR, calendar, frozenset(closed))


WEEKDAYS = office(*[NINE_TO_FIVE] * 5)
BREAKS = office(*[WITH_A_BREAK] * 5)
ALWAYS = office(*[ALL_DAY] * 7)
HAMBURG = office(*[NINE_TO_FIVE] * 5, holidays="DE-HH", closed=[date(2027, 12, 24)])


def at(text: str) -> datetime:
    """A moment on Berlin's clock."""
    return datetime.fromisoformat(text).replace(tzinfo=BERLIN)


@pytest.mark.parametrize(
    ("moment", "is_open"),
    [
        ("2027-02-15 08:59", False),
        ("2027-02-15 09:00", True),
        ("2027-02-15 11:59", True),
        ("2027-02-15 12:00", False),
        ("2027-02-15 13:00", True),
        ("2027-02-15 16:59", True),
        ("2027-02-15 17:00", False),
        ("2027-02-13 10:00", False),
    ],
)
def test_an_office_is_open_in_its_hours(moment: str, is_open: bool) -> None:
    assert BREAKS.is_open(at(moment)) is is_open


def test_a_moment_of_any_zone_is_understood_and_answered_in_the_zone_of_the_office() -> None:
    tokyo = datetime(2027, 2, 15, 17, 0, tzinfo=ZoneInfo("Asia/Tokyo"))
    opening = WEEKDAYS.next_opening(tokyo)
    assert (opening, opening.tzinfo) == (at("2027-02-15 09:00"), BERLIN)


@pytest.mark.parametrize(
    ("moment", "worked", "reached"),
    [
        ("2027-02-15 10:00", 2 * HOUR, "2027-02-15 12:00"),
        ("2027-02-15 10:00", 2 * HOUR + MINUTE, "2027-02-15 13:01"),
        ("2027-02-15 16:00", 1 * HOUR, "2027-02-15 17:00"),
        ("2027-02-15 16:30", 1 * HOUR, "2027-02-16 09:30"),
        ("2027-02-19 16:30", 1 * HOUR, "2027-02-22 09:30"),
        ("2027-02-20 11:00", 1 * HOUR, "2027-02-22 10:00"),
        ("2027-02-15 07:00", 14 * HOUR, "2027-02-16 17:00"),
        ("2027-02-15 17:00", 0 * HOUR, "2027-02-16 09:00"),
    ],
)
def test_business_time_passes_only_while_the_office_is_open(moment: str, worked: timedelta, reached: str) -> None:
    assert BREAKS.after(at(moment), worked) == at(reached)


@pytest.mark.parametrize(
    ("moment", "opening"),
    [
        ("2027-03-25 17:00", "2027-03-30 09:00"),  # Good Friday to Easter Monday
        ("2027-05-05 18:00", "2027-05-07 09:00"),  # Ascension Day
        ("2027-12-23 17:00", "2027-12-27 09:00"),  # closed on the 24th, then a week-end of holidays
        ("2027-12-31 18:00", "2028-01-03 09:00"),
    ],
)
def test_holidays_and_extra_closed_days_are_left_out(moment: str, opening: str) -> None:
    assert HAMBURG.next_opening(at(moment)) == at(opening)


def test_a_holiday_of_another_state_is_a_working_day() -> None:
    corpus_christi = date(2027, 5, 27)
    assert HAMBURG.is_working_day(corpus_christi)
    assert not office(*[NINE_TO_FIVE] * 5, holidays="DE-BY").is_working_day(corpus_christi)


@pytest.mark.parametrize(
    ("code", "day", "language", "name"),
    [
        ("DE-HH", date(2027, 10, 31), "de", "Reformationstag"),
        ("DE-HH", date(2027, 10, 31), "en", "Reformation Day"),
        ("DE-HH", date(2027, 11, 1), "de", None),
        ("GB", date(2027, 3, 26), "en", "Good Friday"),
        ("FR", date(2027, 7, 14), "de", "Fête nationale"),
    ],
)
def test_a_holiday_has_a_name_in_the_visitors_language_or_else_in_the_countrys(
    code: str, day: date, language: str, name: str | None
) -> None:
    assert office(NINE_TO_FIVE, holidays=code).holiday_name(day, language) == name


def test_without_a_calendar_no_day_is_a_holiday() -> None:
    assert WEEKDAYS.holiday_name(date(2027, 12, 25), "de") is None
    assert WEEKDAYS.is_working_day(date(2027, 3, 26))


@pytest.mark.parametrize(
    ("code", "advice"),
    [("DE-XX", "DE has no state 'XX'; write one of DE-BB"), ("Germany", "a country such as DE"), ("", "such as DE")],
)
def test_an_unknown_calendar_is_refused_with_what_to_write(code: str, advice: str) -> None:
    with pytest.raises(ValueError, match=advice):
        PublicHolidays.parse(code)


class TestClocksThatChange:
    """Berlin, 28 March 2027: 02:00 is 03:00. 31 October 2027: the hour from 02:00 comes twice."""

    def test_a_sunday_in_march_has_23_hours_and_one_in_october_25(self) -> None:
        assert ALWAYS.between(at("2027-03-28 00:00"), at("2027-03-29 00:00")) == 23 * HOUR
        assert ALWAYS.between(at("2027-10-31 00:00"), at("2027-11-01 00:00")) == 25 * HOUR

    def test_hours_that_pass_are_counted_and_not_those_on_the_clock(self) -> None:
        assert ALWAYS.after(at("2027-03-28 01:00"), 2 * HOUR) == at("2027-03-28 04:00")
        assert ALWAYS.after(at("2027-10-31 01:00"), 4 * HOUR) == at("2027-10-31 04:00")

    def test_both_of_the_two_hours_are_open_and_told_apart(self) -> None:
        first, second = at("2027-10-31 02:30"), at("2027-10-31 02:30").replace(fold=1)
        assert ALWAYS.is_open(first)
        assert ALWAYS.is_open(second)
        assert ALWAYS.between(first, second) == HOUR

    def test_an_office_opens_at_nine_by_its_own_clock_in_summer_and_winter(self) -> None:
        openings = [WEEKDAYS.next_opening(at(day)).astimezone(UTC) for day in ("2027-03-26 18:00", "2027-03-29 18:00")]
        assert [opening.hour for opening in openings] == [7, 7]
        assert WEEKDAYS.next_opening(at("2027-03-25 18:00")).astimezone(UTC).hour == 8
        assert WEEKDAYS.next_opening(at("2027-10-30 18:00")).astimezone(UTC).hour == 8

    def test_opening_hours_inside_the_hour_that_is_left_out_count_once(self) -> None:
        early = office((), (), (), (), (), (), (Span(60, 150), Span(180, 300)))
        assert early.between(at("2027-03-28 00:00"), at("2027-03-28 12:00")) == 3 * HOUR
        assert early.between(at("2027-03-21 00:00"), at("2027-03-21 12:00")) == 3.5 * HOUR


@pytest.mark.parametrize(
    "week",
    [(), ((),) * 7, (NINE_TO_FIVE,), ((Span(60, 120), Span(90, 150)),) * 7, ((Span(60, 120), Span(0, 30)),) * 7],
)
def test_a_week_without_an_open_hour_or_out_of_order_is_refused(week: tuple[tuple[Span, ...], ...]) -> None:
    with pytest.raises(ValueError, match=r"open|order"):
        BusinessHours(BERLIN, week, HOUR)


@pytest.mark.parametrize(("opens", "closes"), [(60, 60), (120, 60), (-1, 60), (0, 24 * 60 + 1)])
def test_a_span_begins_before_it_ends_within_one_day(opens: int, closes: int) -> None:
    with pytest.raises(ValueError, match="begin"):
        Span(opens, closes)


@pytest.mark.parametrize("hours", [0, -1, 161])
def test_a_promise_is_positive_and_kept_within_four_weeks(hours: int) -> None:
    with pytest.raises(ValueError, match="sooner"):
        BusinessHours(BERLIN, WEEKDAYS.week, hours * HOUR)


def test_a_moment_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        WEEKDAYS.is_open(datetime(2027, 2, 15, 10))


def test_business_time_is_not_counted_backwards() -> None:
    with pytest.raises(ValueError, match="backwards"):
        WEEKDAYS.after(at("2027-02-15 10:00"), -HOUR)
    assert WEEKDAYS.between(at("2027-02-16 10:00"), at("2027-02-15 10:00")) == timedelta(0)


def test_an_office_that_never_opens_again_is_an_error_and_not_an_endless_search() -> None:
    mondays = frozenset(date(2027, 1, 4) + timedelta(weeks=week) for week in range(1200))
    with pytest.raises(ValueError, match="not over within"):
        office(NINE_TO_FIVE, closed=mondays).next_opening(at("2027-01-02 00:00"))


@st.composite
def spans_of_a_day(draw: st.DrawFn) -> tuple[Span, ...]:
    edges = sorted(draw(st.lists(st.integers(0, 24 * 60), unique=True, max_size=4)))
    return tuple(Span(opens, closes) for opens, closes in list(pairwise(edges))[::2])


def an_hour_at_least(week: list[tuple[Span, ...]]) -> bool:
    """Else a week of work takes longer than the twenty years that are looked at."""
    return sum(span.closes - span.opens for spans in week for span in spans) >= 60


@st.composite
def offices(draw: st.DrawFn) -> BusinessHours:
    week = draw(st.lists(spans_of_a_day(), min_size=7, max_size=7).filter(an_hour_at_least))
    zone = draw(st.sampled_from(["Europe/Berlin", "America/Havana", "Australia/Lord_Howe", "Asia/Kathmandu", "UTC"]))
    closed = draw(st.frozensets(st.dates(date(2027, 1, 1), date(2027, 12, 31)), max_size=5))
    holidays = draw(st.sampled_from([None, PublicHolidays("DE", "BY"), PublicHolidays("US")]))
    return BusinessHours(ZoneInfo(zone), tuple(week), MINUTE, holidays, closed)


MOMENTS = st.datetimes(datetime(2027, 1, 1), datetime(2027, 12, 31)).map(lambda moment: moment.replace(tzinfo=UTC))
WORKED = st.timedeltas(timedelta(0), 40 * HOUR)


@given(offices(), MOMENTS, WORKED)
def test_what_is_worked_lies_between(hours: BusinessHours, moment: datetime, worked: timedelta) -> None:
    assert hours.between(moment, hours.after(moment, worked)) == worked


@given(offices(), MOMENTS, WORKED)
def test_work_ends_while_the_office_is_open_or_as_it_closes(
    hours: BusinessHours, moment: datetime, worked: timedelta
) -> None:
    end = hours.after(moment, worked)
    assert end >= moment
    assert hours.is_open(end) or hours.is_open(end.astimezone(UTC) - TICK)


@given(offices(), MOMENTS, WORKED, st.timedeltas(timedelta(0), timedelta(days=9)), WORKED)
def test_who_starts_later_or_works_longer_is_not_done_earlier(
    hours: BusinessHours, moment: datetime, worked: timedelta, later: timedelta, longer: timedelta
) -> None:
    end = hours.after(moment, worked).astimezone(UTC)
    assert hours.after(moment + later, worked).astimezone(UTC) >= end
    assert hours.after(moment, worked + longer).astimezone(UTC) >= end


@given(offices(), MOMENTS, st.lists(st.timedeltas(timedelta(0), timedelta(days=20)), min_size=2, max_size=2))
def test_business_time_adds_up(hours: BusinessHours, moment: datetime, gaps: list[timedelta]) -> None:
    middle, end = moment + gaps[0], moment + gaps[0] + gaps[1]
    assert hours.between(moment, middle) + hours.between(middle, end) == hours.between(moment, end)
