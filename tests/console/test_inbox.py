"""The list of leads: filters, order, what an address cannot mean, and the file."""

import csv
import io

import pytest

from console.desk import ConsoleDesk
from leads.model import LeadClass
from leads.user import Role
from tests.console.conftest import BANT_FACTS, CONTACTABLE, House
from tests.console.desk import Browser, signed_in

NIKA = {**CONTACTABLE, "person_name": "Nika Horvat", "company": "Morava d.o.o.", "email": "nika@morava.example"}


@pytest.fixture
def both(house: House) -> None:
    house.hears(**BANT_FACTS)
    house.hears(channel="telegram", **NIKA)


def names(browser: Browser, **asked: str) -> list[str]:
    page = browser.get("/console", params=asked)
    assert page.status_code == 200
    return [name for name in ("Jonas Lindqvist", "Nika Horvat") if f"<bdi>{name}</bdi>" in page.text]


@pytest.mark.usefixtures("both")
def test_each_filter_narrows_the_list(operator: Browser) -> None:
    everybody = ["Jonas Lindqvist", "Nika Horvat"]
    assert names(operator) == everybody
    assert names(operator, **{"class": LeadClass.BANT}) == ["Jonas Lindqvist"]
    assert names(operator, channel="telegram") == ["Nika Horvat"]
    assert names(operator, claimed="no", language="en", since="2020-01-01") == everybody
    assert names(operator, claimed="yes") == []
    assert names(operator, until="2020-01-01") == []
    assert names(operator, q="morava", stage="new") == ["Nika Horvat"]


@pytest.mark.usefixtures("both")
def test_the_highest_score_can_come_first(operator: Browser) -> None:
    text = operator.get("/console", params={"order": "score"}).text
    assert text.index("Jonas Lindqvist") < text.index("Nika Horvat")
    assert "2 leads" in text


@pytest.mark.usefixtures("both")
@pytest.mark.parametrize(
    "asked",
    [
        {"class": "emperor"},
        {"since": "0001-01-01"},
        {"until": "9999-12-31"},
        {"since": "yesterday", "channel": "\x00", "stage": "' or 1=1"},
        {"order": "updated", "after": "0001-01-01T00:00+14:00~x"},
        {"order": "score", "after": "9~~"},
        {"order": "score", "after": "9" * 400 + "~x"},
        {"after": "\x00"},
        {"q": "\x00\ud83d"},
    ],
)
def test_what_an_address_cannot_mean_is_passed_over(operator: Browser, asked: dict[str, str]) -> None:
    safe = {name: value.encode("utf-8", "surrogatepass") for name, value in asked.items()}
    assert operator.get("/console", params=safe).status_code == 200


@pytest.mark.usefixtures("both")
def test_the_list_comes_as_a_file_in_which_nothing_is_a_formula(
    house: House, desk: ConsoleDesk, operator: Browser
) -> None:
    house.hears(person_name="=1+1", company="Formula One", email="f@one.example")
    answer = operator.get("/console/leads.csv", params={"channel": "website"})
    assert answer.headers["content-type"].startswith("text/csv")
    rows = list(csv.DictReader(io.StringIO(answer.text.removeprefix("\ufeff"))))
    assert [row["person_name"] for row in rows] == ["'=1+1", "Jonas Lindqvist"]
    assert len(desk.audit.find(what="leads.exported").entries) == 1


@pytest.mark.usefixtures("both")
def test_only_who_may_export_is_offered_the_file(desk: ConsoleDesk) -> None:
    viewer = signed_in(desk, Role.VIEWER)
    assert "/console/leads.csv" not in viewer.get("/console").text
    assert viewer.get("/console/leads.csv").status_code == 403
    assert "/console/leads.csv" in signed_in(desk, Role.MARKETING).get("/console").text
