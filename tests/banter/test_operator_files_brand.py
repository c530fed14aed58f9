"""``banter.yml``: who speaks, where, and when somebody answers."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from banter.operator_files import read_brand
from bot.brand import load_brand
from leads.public_holidays import PublicHolidays
from tests.banter.operator_project import OperatorProject


@pytest.fixture
def project(tmp_path: Path) -> OperatorProject:
    return OperatorProject(tmp_path)


def test_a_file_in_order_becomes_a_brand(project: OperatorProject) -> None:
    brand = read_brand(project.root / "banter.yml")
    assert (brand.company, brand.bot, brand.default_language, brand.address) == (
        "Seegras Software",
        "Tang",
        "en",
        "sie",
    )
    assert brand.booking_url == "https://seegras.example/book"
    assert brand.origins == ("https://www.seegras.example",)
    assert brand.nudge_after_minutes == 3
    hours = brand.business_hours.hours
    assert hours.holidays == PublicHolidays("DE", "HH")
    assert hours.closed == {date(2027, 12, 24)}
    assert hours.answer_within == timedelta(hours=4)


def test_what_may_be_left_out_may_be_left_out(project: OperatorProject) -> None:
    for line in (
        "booking_url: https://seegras.example/book\n",
        "origins: [https://www.seegras.example]\n",
        "nudge_after_minutes: 3\n",
        "  holidays: DE-HH\n",
        "  closed: [2027-12-24]\n",
    ):
        project.edit("banter.yml", line, "")
    brand = read_brand(project.root / "banter.yml")
    assert (brand.booking_url, brand.origins, brand.nudge_after_minutes) == (None, (), 15)
    hours = brand.business_hours.hours
    assert (hours.holidays, hours.closed) == (None, frozenset())
    assert project.problems() == []


def test_the_assistant_reads_of_the_same_file_what_its_responses_mention(project: OperatorProject) -> None:
    path = project.root / "banter.yml"
    assert load_brand(path).booking_url == "https://seegras.example/book"
    project.edit("banter.yml", "booking_url: https://seegras.example/book\n", "")
    assert (load_brand(path).bot, load_brand(path).booking_url) == ("Tang", None)


def test_all_that_an_empty_file_lacks_is_told(project: OperatorProject) -> None:
    project.write("banter.yml", "")
    assert project.problems() == [
        f"banter.yml: {name}: is missing; add it"
        for name in ("company", "bot", "default_language", "address", "privacy_url", "business_hours")
    ]


@pytest.mark.parametrize(
    ("old", "new", "line", "advice"),
    [
        ("bot: Tang", "bot: ''", 2, "bot: is empty; write a text"),
        ("bot: Tang", "bot:", 2, "bot: is empty; write a text"),
        ("bot: Tang", "bot: 5", 2, 'bot: YAML reads 5 as a number or a date; put it in quotes: "5"'),
        ("bot: Tang", "bot: on", 2, 'bot: YAML reads on as yes; put it in quotes: "on"'),
        ("bot: Tang", "bot: [Tang]", 2, "bot: write one text here, not a list"),
        ("bot: Tang", f"bot: {'x' * 301}", 2, "bot: is longer than 300 characters; shorten it"),
        ("bot: Tang", "bot: Tang\nbot: Algae", 3, "bot: stands in line 2 already; keep one of them"),
        ("bot: Tang", "bot: Tang\ncolour: green", 3, "colour: there is no such setting; known here: company, bot,"),
        ("default_language: en", "default_language: fr", 3, "'fr' cannot stand here; write 'en' or 'de'"),
        ("address: sie", "address: ihr", 4, "'ihr' cannot stand here; write 'sie' or 'du'"),
        ("address: sie", "adress: sie\naddress: sie", 4, "there is no such setting; did you mean address?"),
        ("https://seegras.example/book", "seegras.example/book", 6, "write it whole, such as https://www.example.com"),
        ("https://seegras.example/book", "'javascript:alert(1)'", 6, "is no web address"),
        ("https://seegras.example/book", "'https://a b.example'", 6, "is no web address"),
        ("https://seegras.example/book", "https://seegras.example:port/", 6, "is no web address"),
        ("https://www.seegras.example]", "https://www.seegras.example/]", 7, "write https://www.seegras.example"),
        ("https://www.seegras.example]", "https://www.seegras.example/chat]", 7, "write https://www.seegras.example"),
        (
            "https://www.seegras.example]",
            "www.seegras.example]",
            7,
            "origins, entry 1: 'www.seegras.example' is no web",
        ),
        ("https://www.seegras.example]", "https://me@www.seegras.example]", 7, "write https://www.seegras.example"),
        ("https://www.seegras.example]", "'https://*.seegras.example']", 7, "each site by its own name, without *"),
        ("https://www.seegras.example]", "'*']", 7, "is no web origin"),
        (
            "origins: [https://www.seegras.example]",
            "origins: https://a.example",
            7,
            "origins: write a list: each entry",
        ),
        ("nudge_after_minutes: 3", "nudge_after_minutes: soon", 8, "'soon' is not a whole number"),
        ("nudge_after_minutes: 3", "nudge_after_minutes: -1", 8, "-1 is too small; write 0 or more"),
        ("nudge_after_minutes: 3", "nudge_after_minutes: true", 8, "True is not a whole number"),
        ("nudge_after_minutes: 3", "nudge_after_minutes: 9999", 8, "9999 is too large; write 1440 or less"),
        ("Europe/Berlin", "Europe/Hamburg", 10, "there is no time zone 'Europe/Hamburg'; write a name such as"),
        ("Europe/Berlin", "Berlin", 10, "write Europe/Berlin"),
        ("DE-HH", "DE-XX", 11, "business_hours.holidays: DE has no state 'XX'; write one of DE-BB"),
        ("DE-HH", "NO", 11, "for Norway write 'NO' in quotes"),
        ("DE-HH", "[DE]", 11, "write one text here, not a list"),
        (
            '    monday: "',
            '    monady: "',
            13,
            "business_hours.open.monady: there is no such setting; did you mean mond",
        ),
        ('"09:00-12:00, 13:00-17:00"', "9:00", 13, "write the hours in quotes"),
        ('"09:00-12:00, 13:00-17:00"', "[09:00-12:00]", 13, "write the hours in quotes"),
        ('"09:00-12:00, 13:00-17:00"', "09:00-12:00, 11:00-17:00", 13, "the earlier hours first"),
        ("[2027-12-24]", "[2027-12-24, 2027-13-01]", 14, "closed, entry 2: 2027-13-01 is not in the calendar"),
        ("[2027-12-24]", "[24.12.2027]", 14, "write it as 2027-12-24"),
        ("[2027-12-24]", "[2027-12-24 10:00:00]", 14, "is not a day"),
        ("[2027-12-24]", "2027-12-24", 14, "write a list"),
        ("answer_within_hours: 4", "answer_within_hours: 4h", 15, "'4h' is not a number; write one"),
        ("answer_within_hours: 4", "answer_within_hours: .nan", 15, "business_hours.answer_within_hours: "),
        ("answer_within_hours: 4", "answer_within_hours: 40", 9, "promise an answer sooner"),
    ],
)
def test_a_mistake_is_told_with_its_line_and_what_to_write(
    project: OperatorProject, old: str, new: str, line: int, advice: str
) -> None:
    project.edit("banter.yml", old, new)
    problem = project.the_problem()
    assert problem.startswith(f"banter.yml:{line}: ")
    assert advice in problem


@pytest.mark.parametrize(
    ("written", "sent"),
    [
        ("http://localhost:8000", "http://localhost:8000"),
        ("https://WWW.Seegras.example:443", "https://www.seegras.example"),
        ("http://seegras.example:80", "http://seegras.example"),
        ("https://bücher-straße.example", "https://xn--bcher-strae-46a18a.example"),
        ("'http://[::1]:3000'", "http://[::1]:3000"),
    ],
)
def test_an_origin_is_what_a_browser_sends(project: OperatorProject, written: str, sent: str) -> None:
    project.edit("banter.yml", "[https://www.seegras.example]", f"[{written}]")
    assert read_brand(project.root / "banter.yml").origins == (sent,)
