"""The funnel: figures with links, periods from the address, nothing that breaks it."""

import pytest

from console.desk import ConsoleDesk
from leads.inbox import Reply
from leads.user import Role
from tests.console.conftest import BANT_FACTS, CONTACTABLE, House
from tests.console.desk import Browser, signed_in


def test_the_steps_are_counted_and_lead_to_their_leads(desk: ConsoleDesk, house: House, operator: Browser) -> None:
    house.hears(**BANT_FACTS)
    house.hears(**CONTACTABLE)
    desk.inbox.open("telegram", "de", {})
    page = operator.get("/console/funnel").text
    steps = page.split('<table class="steps">')[1].split("</table>")[0]
    today = desk.clock.today()
    assert f'until={today}&amp;class=bant">1</a>' in steps
    assert "67%" in steps
    assert ">3<" in steps
    assert "Telegram" in page


def test_filters_narrow_it_and_stay_in_the_form(desk: ConsoleDesk, house: House) -> None:
    house.hears(**CONTACTABLE)
    with signed_in(desk, Role.VIEWER, "de") as viewer:
        page = viewer.get("/console/funnel?channel=telegram&language=de&category=direct").text
        assert "Kein Besucher in diesem Zeitraum" in page
        assert '<option value="telegram" selected>' in page
        assert "Nach Kanal" in viewer.get("/console/funnel?channel=website").text


@pytest.mark.parametrize(
    ("query", "says"),
    [
        ("since=tomorrow", "This is no day."),
        ("since=2027-02-30", "This is no day."),
        ("since=2027-02-03&until=2027-02-01", "The first day comes after the last one"),
        ("since=0001-01-01", "Ten years at most"),
        ("until=0001-01-01", "This is no day."),
        ("since=%00&channel=%3Cscript%3E", "This is no day."),
    ],
)
def test_what_is_no_period_is_told_and_the_usual_one_shown(operator: Browser, query: str, says: str) -> None:
    page = operator.get(f"/console/funnel?{query}")
    assert page.status_code == 200
    assert says in page.text
    assert "<script>" not in page.text


@pytest.mark.parametrize("since", ["2026-01-01", "2020-01-01", ""])
def test_long_periods_have_weeks_and_months(desk: ConsoleDesk, house: House, operator: Browser, since: str) -> None:
    house.hears(**CONTACTABLE)
    assert operator.get(f"/console/funnel?since={since}").text.count('class="trend"') == 1


def test_the_question_that_loses_visitors_leads_to_those_conversations(desk: ConsoleDesk, operator: Browser) -> None:
    talk = desk.inbox.open("website", "en", {})
    desk.inbox.answer(desk.inbox.receive(talk, "1", "hello"), [Reply("Your budget?", (), "budget")], "en")
    page = operator.get("/console/funnel").text
    assert '<a href="/console/conversations?question=budget">1</a>' in page
    assert talk in operator.get("/console/conversations?question=budget").text
    assert talk not in operator.get("/console/conversations?question=need").text
