"""The time frame that a message names, in English and German."""

import timeit
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.understanding.timeline.finding import find_timeline

TODAY = date(2027, 2, 15)  # a Monday


def _read(text, language="en", asked=False, today=TODAY):
    timeline = find_timeline(text, today, language, asked)
    return timeline and f"{timeline.start or ''}..{timeline.end or ''}"


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("We'd start in four months", "2027-06-15..2027-06-15"),
        ("we could begin in a fortnight", "2027-03-01..2027-03-01"),
        ("within 10 business days", "2027-02-15..2027-03-01"),
        ("Q2 would be great", "2027-04-01..2027-06-30"),
        ("Q1 2028", "2028-01-01..2028-03-31"),
        ("in the second half of the year", "2027-07-01..2027-12-31"),
        ("next quarter", "2027-04-01..2027-06-30"),
        ("mid-May", "2027-05-11..2027-05-20"),
        ("by the end of April", "..2027-04-30"),
        ("no later than 12 June", "..2027-06-12"),
        ("from August on", "2027-08-01.."),
        ("after March", "2027-04-01.."),
        ("not before October", "2027-10-01.."),
        ("within five weeks", "2027-02-15..2027-03-22"),
        ("in 3–4 months", "2027-05-15..2027-06-15"),
        ("this autumn", "2027-09-01..2027-11-30"),
        ("next fiscal year", "2028-01-01..2028-12-31"),
        ("before the year is out", "..2027-12-31"),
        ("the day after tomorrow", "2027-02-17..2027-02-17"),
        ("Wednesday next week", "2027-02-24..2027-02-24"),
        ("on thursday", "2027-02-18..2027-02-18"),
        ("May 21st", "2027-05-21..2027-05-21"),
        ("2027-09-30", "2027-09-30..2027-09-30"),
        ("6/24/2027", "2027-06-24..2027-06-24"),
        ("24/6/2027", "2027-06-24..2027-06-24"),
        ("from April to July", "2027-04-01..2027-07-31"),
        ("between May and mid-June", "2027-05-01..2027-06-20"),
        ("November through January", "2027-11-01..2028-01-31"),
        ("January", "2028-01-01..2028-01-31"),
        ("the last week of May", "2027-05-24..2027-05-30"),
        ("end of Setpember", "2027-09-21..2027-09-30"),
        ("calendar week 20", "2027-05-17..2027-05-23"),
        ("before Christmas", "..2027-12-24"),
        ("in a year and a half", "2028-08-15..2028-08-15"),
        ("in may", "2027-05-01..2027-05-31"),
    ],
)
def test_english_timelines(text, days):
    assert _read(text) == days


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("in vier Monaten", "2027-06-15..2027-06-15"),
        ("dieses Jahr wohl nicht mehr", "2028-01-01.."),
        ("noch heuer", "2027-01-01..2027-12-31"),
        ("in sechs Werktagen", "2027-02-23..2027-02-23"),
        ("im Laufe des Sommers", "2027-06-01..2027-08-31"),
        ("im Sommer", "2027-06-01..2027-08-31"),
        ("nächstes Jahr", "2028-01-01..2028-12-31"),
        ("im 4. Quartal", "2027-10-01..2027-12-31"),
        ("zweites Halbjahr 2028", "2028-07-01..2028-12-31"),
        ("KW 30", "2027-07-26..2027-08-01"),
        ("Mitte Mai", "2027-05-11..2027-05-20"),
        ("bis Ende August", "..2027-08-31"),
        ("spätestens im Juni", "..2027-06-30"),
        ("ab Juli", "2027-07-01.."),
        ("nach Pfingsten", "2027-05-17.."),
        ("frühestens im Herbst", "2027-09-01.."),
        ("nicht vor Mai", "2027-05-01.."),
        ("innerhalb von acht Wochen", "2027-02-15..2027-04-12"),
        ("in drei bis vier Wochen", "2027-03-08..2027-03-15"),
        ("in anderthalb Jahren", "2028-08-15..2028-08-15"),
        ("übermorgen", "2027-02-17..2027-02-17"),
        ("am 17.6.", "2027-06-17..2027-06-17"),
        ("17-06-2027", "2027-06-17..2027-06-17"),
        ("am dreiundzwanzigsten April", "2027-04-23..2027-04-23"),
        ("vom 3. bis 7. Mai", "2027-05-03..2027-05-07"),
        ("April bis Juni", "2027-04-01..2027-06-30"),
        ("Anfang bis Mitte Juni", "2027-06-01..2027-06-20"),
        ("Anfang nächsten Jahres", "2028-01-01..2028-03-31"),
        ("erste Maiwoche", "2027-05-03..2027-05-09"),
        ("heute in drei Wochen", "2027-03-08..2027-03-08"),
        ("nach den Sommerferien", "2027-09-01.."),
    ],
)
def test_german_timelines(text, days):
    assert _read(text, "de") == days


@pytest.mark.parametrize(
    "text",
    [
        "asap",
        "as soon as possible",
        "immediately",
        "so schnell wie möglich",
        "sofort",
        "ab sofort",
        "je eher, desto besser",
        "am besten gestern",
    ],
)
def test_as_soon_as_possible_is_the_next_two_weeks(text):
    assert _read(text, "de") == "2027-02-15..2027-03-01"


@pytest.mark.parametrize(
    "text",
    [
        "for 4 months",
        "the rollout takes six weeks",
        "das dauert drei Wochen",
        "not sure",
        "no idea yet",
        "kein fester Termin",
        "I may be interested",
        "May I ask you something?",
        "Guten Morgen",
        "Herr Sommer",
        "my name is April",
        "two months ago",
        "vor drei Monaten",
        "we started in 2021",
        "letztes Jahr",
        "it costs 2028 dollars",
        "We have 3 offices and 40 people",
        "call 0351 1234567",
    ],
)
def test_durations_names_and_the_past_are_no_dates(text):
    assert _read(text, "de") is None


def test_a_bare_duration_or_year_is_a_date_only_when_asked():
    assert _read("3 months") is None
    assert _read("3 months", asked=True) == "2027-05-15..2027-05-15"
    assert _read("2028") is None
    assert _read("2028", asked=True) == "2028-01-01..2028-12-31"


def test_the_time_taken_back_does_not_count():
    assert _read("not in Q2 but in Q3") == "2027-07-01..2027-09-30"
    assert _read("Q2, sorry, Q3") == "2027-07-01..2027-09-30"


def test_a_range_over_new_year_ends_in_the_next_year():
    assert _read("from 10 November to 20 January") == "2027-11-10..2028-01-20"


def test_next_friday_differs_between_the_languages():
    assert _read("next Friday") == "2027-02-26..2027-02-26"
    assert _read("nächsten Freitag", "de") == "2027-02-19..2027-02-19"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("nobody picks up the phone on Saturdays", "en"),
        ("we are closed every Friday", "en"),
        ("our weekends are quiet", "en"),
        ("on second thoughts, yes", "en"),
        ("at first glance it looks fine", "en"),
        ("sonntags geht niemand ans Telefon", "de"),
        ("jeden Montag stapeln sich die Anfragen", "de"),
        ("an Wochenenden ist niemand da", "de"),
    ],
)
def test_a_habit_or_a_second_thought_is_no_time_frame(text, language):
    assert _read(text, language) is None
    assert _read(text, language, asked=True) is None


def test_a_month_may_be_a_surname():
    assert _read("Larkin & Dow, Tran Thi Mai, tran@larkin.example, live by 30 June") == "..2027-06-30"
    assert _read("Anna Lena Mai, 20k", "de") is None
    assert _read("Go-live Ende Mai, 20k", "de") == "2027-05-21..2027-05-31"
    assert _read("Geplanter Start Mai, 20k", "de") == "2027-05-01..2027-05-10"


def test_one_such_day_is_one():
    assert _read("this Saturday") == "2027-02-20..2027-02-20"
    assert _read("by the second of May") == "..2027-05-02"
    assert _read("am Wochenende", "de") == "2027-02-20..2027-02-21"


def test_the_span_covers_the_words_of_time():
    text = "We need it by the end of May, if possible"
    start, end = find_timeline(text, TODAY).span
    assert text[start:end] == "by the end of May"


@given(st.text(max_size=300), st.dates(), st.booleans(), st.sampled_from(["en", "de"]))
def test_no_text_makes_it_fail_and_spans_lie_inside(text, today, asked, language):
    timeline = find_timeline(text, today, language, asked)
    assert timeline is None or 0 <= timeline.span[0] < timeline.span[1] <= len(text)


_PIECES = [
    "from", "to", "until", "bis", "in", "im", "the", "next", "nächste", "last", "1st", "31.", "30", "Feb",
    "29.2.", "29", "February", "März", "may", "Q3", "H1", "KW", "53", "year", "month", "Monat", "week",
    "day", "2028", "and", "between", "-", "/", "end", "mid", "Ende", "before", "after", "not", "within",
    "two", "half", "a", "first", "third", "Monday", "easter", "asap", "summer", "other", "1.5", "999",
    "quarter",
]  # fmt: skip


@given(
    st.lists(st.sampled_from(_PIECES), max_size=10).map(" ".join),
    st.dates(),
    st.booleans(),
    st.sampled_from(["en", "de"]),
)
def test_no_mix_of_time_words_makes_it_fail_and_ranges_are_in_order(text, today, asked, language):
    timeline = find_timeline(text, today, language, asked)
    assert timeline is None or timeline.start is None or timeline.end is None or timeline.start <= timeline.end


@given(st.dates(date(2027, 2, 15), date(2030, 12, 31)))
def test_a_date_formatted_by_either_locale_is_read_back(day):
    expected = f"{day}..{day}"
    assert _read(day.isoformat()) == expected
    assert _read(f"{day.day}.{day.month}.{day.year}", "de") == expected
    assert _read(f"{day.strftime('%B')} {day.day}, {day.year}") == expected


@pytest.mark.parametrize("piece", ["1. ", "next week ", "Q3 ", "in ", "from 1 to ", "end of ", "not before ", "2 - "])
def test_two_thousand_characters_take_no_longer_than_a_blink(piece):
    text = (piece * 2000)[:2000]
    assert min(timeit.repeat(lambda: find_timeline(text, TODAY, "en", True), number=1, repeat=5)) < 0.1


def test_a_start_next_week_is_any_day_of_it() -> None:
    found = find_timeline("Geplant ist der Start nächste Woche", date(2027, 2, 15), "de")
    assert found is not None
    assert (found.start, found.end) == (date(2027, 2, 22), date(2027, 2, 28))
