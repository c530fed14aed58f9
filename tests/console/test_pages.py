"""The console's pages over real HTTP requests and a real database."""

import re
from pathlib import Path

import pytest

from leads.database import Database
from leads.store import Said
from tests.console.conftest import BANT_FACTS, CONTACTABLE, SENTENCE, House
from tests.console.desk import Browser, desk_of

MARKUP = "<script>alert(1)</script>"


def names(page: str) -> list[str]:
    """The people of an inbox page, from top to bottom."""
    return re.findall(r'<a href="/console/leads/\w+"><bdi>(.*?)</bdi>', page)


def test_pages_with_personal_data_are_kept_by_no_cache(house: House, operator: Browser) -> None:
    lead = house.hears(**CONTACTABLE)
    for page in ("/console", f"/console/leads/{lead.id}"):
        assert operator.get(page).headers["cache-control"] == "no-store"


def test_an_empty_inbox_says_what_to_do(operator: Browser) -> None:
    page = operator.get("/console").text
    assert "No lead yet" in page
    assert "Open the chat" in page


def test_the_inbox_shows_the_newest_first_with_class_score_and_lights(house: House, operator: Browser) -> None:
    house.hears(company="Tannhof KG", budget={"min": None, "max": 300, "currency": "EUR", "period": "year"})
    house.hears(**BANT_FACTS, channel="telegram")
    page = operator.get("/console").text
    assert names(page) == ["Jonas Lindqvist", "No name yet"]
    newest, older = page.split("<tbody>")[1].split("</tr>")[:2]
    lights = ("Budget: met", "Authority: met", "Need: met", "Time frame: met")
    for text in ("BANT", "100", *lights, "Telegram", "just now"):
        assert text in newest
    for text in ("Tannhof KG", "Budget: not met", "Authority: unknown", "Website"):
        assert text in older


def test_the_inbox_can_be_narrowed_to_a_class(house: House, operator: Browser) -> None:
    house.hears(company="Tannhof KG")
    house.hears(**BANT_FACTS)
    assert names(operator.get("/console?class=bant").text) == ["Jonas Lindqvist"]
    assert names(operator.get("/console?class=lead").text) == ["No name yet"]
    assert "Nothing found" in operator.get("/console?class=srl").text
    assert len(names(operator.get("/console?class=nonsense").text)) == 2


@pytest.mark.parametrize("q", ["lindq", "FALKENRIED", "jonas@falk", "  Jonas  "])
def test_the_search_looks_into_name_company_and_email(house: House, operator: Browser, q: str) -> None:
    house.hears(company="Tannhof KG")
    house.hears(**CONTACTABLE)
    page = operator.get("/console", params={"q": q, "class": ""}).text
    assert names(page) == ["Jonas Lindqvist"]
    assert f'value="{q.strip()}"' in page


@pytest.mark.parametrize("q", ["%", "\0", "'; drop table leads; --", "x" * 5000, MARKUP])
def test_a_strange_search_finds_nothing_strange(house: House, operator: Browser, q: str) -> None:
    house.hears(**CONTACTABLE)
    response = operator.get("/console", params={"q": q})
    assert response.status_code == 200
    assert MARKUP not in response.text


def test_going_on_to_older_leads_shows_each_exactly_once(house: House, operator: Browser) -> None:
    for number in range(60):
        house.hears(person_name=f"Person {number:02}")
    address, seen = "/console?q=person", []
    while address:
        page = operator.get(address).text
        seen += names(page)
        older = re.search(r'<a href="([^"]+)" rel="next">', page)
        address = older[1].replace("&amp;", "&") if older else ""
    assert seen == [f"Person {number:02}" for number in reversed(range(60))]


def test_a_lead_shows_its_verdict_its_evidence_and_its_conversation(house: House, operator: Browser) -> None:
    lead = house.hears(**BANT_FACTS)
    page = operator.get(f"/console/leads/{lead.id}").text
    assert "BANT lead." in page
    for readable in ("€15,000 – €20,000", "March 2027", "decides", "jonas@falkenried.example", "a faster warehouse"):
        assert readable in page
    for other in ("Website, English", "https://nordlicht.example/pricing", "Thank you, noted.", "Go on", "Visitor"):
        assert other in page
    assert page.count(f"<q>{SENTENCE}</q>") >= len(BANT_FACTS)
    message = lead.facts[0].message_id
    assert f'href="#m{message}"' in page
    assert f'id="m{message}"' in page


def test_a_lead_says_what_is_missing_and_what_speaks_against_it(house: House, operator: Browser) -> None:
    facts = {**CONTACTABLE, "authority": "none", "need": "a faster warehouse"}
    page = operator.get(f"/console/leads/{house.hears(**facts).id}").text
    assert "Marketing-qualified lead." in page
    assert "Not met: authority." in page
    assert "Still unknown: budget and time frame." in page
    assert re.search(r"Has a say in the decision</th>\s*<td><span class=\"outcome not_met\">", page)


def test_every_value_that_a_visitor_gave_stays_in_the_history(house: House, operator: Browser) -> None:
    lead = house.hears(company="Tannhof KG")
    correction = Said("company", "Falkenried AG", "No, Falkenried AG")
    message = house.inbox.receive(lead.conversation, "2", correction.words)
    house.store.record(lead.conversation, str(message), [correction], language="en")
    history = operator.get(f"/console/leads/{lead.id}").text.split('id="history"')[1]
    assert history.index("Tannhof KG") < history.index("Falkenried AG")


@pytest.mark.parametrize("slot", ["person_name", "company", "need", "email", "job_title", "location"])
def test_markup_in_a_lead_is_shown_and_never_run(house: House, operator: Browser, slot: str) -> None:
    lead = house.hears(MARKUP, **{slot: f'"{MARKUP}\u202e' + "W" * 10_000})
    for page in ("/console", f"/console/leads/{lead.id}"):
        text = operator.get(page).text
        assert MARKUP not in text
        assert text.count("<script") == text.count('<script type="module" src="/console/static/')
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in operator.get(f"/console/leads/{lead.id}").text


def test_an_absurd_amount_does_not_break_a_page(house: House, operator: Browser) -> None:
    lead = house.hears(budget={"min": 10**14, "max": None, "currency": MARKUP, "period": "month"})
    response = operator.get(f"/console/leads/{lead.id}")
    assert response.status_code == 200
    assert "000,000 a month" in response.text
    assert MARKUP not in response.text


@pytest.mark.parametrize("lead_id", ["0123456789ab", "%00", "x" * 3000, "%F0%9F%A4%96", MARKUP.replace("/", "")])
def test_an_unknown_lead_has_a_page_that_says_so(operator: Browser, lead_id: str) -> None:
    response = operator.get(f"/console/leads/{lead_id}")
    assert response.status_code == 404
    assert "No such lead" in response.text


def test_an_erased_lead_is_no_longer_shown(house: House, operator: Browser) -> None:
    lead = house.hears(**CONTACTABLE)
    house.store.erase(lead.id)
    response = operator.get(f"/console/leads/{lead.id}")
    assert response.status_code == 404
    assert "It may have been erased" in response.text
    assert names(operator.get("/console").text) == []


def test_a_database_that_does_not_answer_is_said_in_plain_words(tmp_path: Path) -> None:
    with Browser(desk_of(Database(f"sqlite:///{tmp_path}"))) as browser:
        response = browser.tries("admin", "any password")
    assert response.status_code == 503
    assert "The database does not answer" in response.text


def test_the_pages_have_no_inline_script_and_no_inline_style(house: House, operator: Browser) -> None:
    lead = house.hears(**BANT_FACTS)
    for page in ("/console", f"/console/leads/{lead.id}"):
        found = re.findall(r"<script[^>]*>", operator.get(page).text)
        assert all('src="/console/static/' in each for each in found)
        assert not re.search(r"<script[^>]*>[^<]|<style|\sstyle=|\son\w+=", operator.get(page).text)
    assert operator.get("/console/static/console.css").headers["content-type"].startswith("text/css")
