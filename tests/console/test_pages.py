"""The console's pages over real HTTP requests and a real database."""

import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.staticfiles import StaticFiles
from fastapi.testclient import TestClient
from starlette.requests import Request
from starlette.responses import Response

from console.pages import STATIC, console_pages
from console.session import COOKIE, Sessions
from leads.clock import Clock
from leads.criteria import Criteria
from leads.database import Database
from leads.inbox import Inbox
from leads.store import LeadStore, Said
from tests.console.conftest import BANT_FACTS, CONTACTABLE, SENTENCE, House

PASSWORD = "seven green herons"
SECRET = "a secret for tests"
MARKUP = "<script>alert(1)</script>"
PAGES = ("/console", "/console?class=bant&q=x", "/console/leads/0123", "/console/leads/%00")


def browser_at(house: House) -> TestClient:
    app = FastAPI()
    app.include_router(console_pages(house.store, house.inbox, PASSWORD, SECRET))
    app.mount("/console/static", StaticFiles(directory=STATIC))
    return TestClient(app, follow_redirects=False)


@pytest.fixture
def stranger(house: House) -> Iterator[TestClient]:
    with browser_at(house) as client:
        yield client


@pytest.fixture
def operator(stranger: TestClient) -> TestClient:
    assert stranger.post("/console/sign-in", data={"password": PASSWORD}).status_code == 303
    return stranger


def request_with(cookie: str) -> Request:
    return Request({"type": "http", "path": "/console", "headers": [(b"cookie", f"{COOKIE}={cookie}".encode())]})


def signed_by(sessions: Sessions) -> str:
    """The cookie that these sessions would give."""
    response = Response()
    sessions.begin(request_with(""), response)
    return response.headers["set-cookie"].removeprefix(f"{COOKIE}=").partition(";")[0]


def names(page: str) -> list[str]:
    """The people of an inbox page, from top to bottom."""
    return re.findall(r'<a href="/console/leads/\w+"><bdi>(.*?)</bdi>', page)


@pytest.mark.parametrize("page", PAGES)
def test_every_page_asks_a_stranger_to_sign_in_and_tells_nothing(house: House, stranger: TestClient, page: str) -> None:
    house.hears(**CONTACTABLE)
    response = stranger.get(page)
    assert response.status_code == 303
    assert response.headers["location"].startswith("/console/sign-in")
    assert response.text == ""


def test_after_signing_in_one_arrives_at_the_page_one_wanted(house: House, stranger: TestClient) -> None:
    wanted = f"/console/leads/{house.hears(**CONTACTABLE).id}"
    form = stranger.get(stranger.get(wanted).headers["location"])
    assert f'name="to" value="{wanted}"' in form.text
    response = stranger.post("/console/sign-in", data={"password": PASSWORD, "to": wanted})
    assert response.headers["location"] == wanted
    assert stranger.get(wanted).status_code == 200


@pytest.mark.parametrize(
    "to", ["https://evil.example/console?", "//evil.example", "/console.evil.example", "/chat", ""]
)
def test_signing_in_never_leads_out_of_the_console(stranger: TestClient, to: str) -> None:
    response = stranger.post("/console/sign-in", data={"password": PASSWORD, "to": to})
    assert response.headers["location"] == "/console"


def test_the_cookie_is_kept_from_scripts_and_other_sites_for_twelve_hours(stranger: TestClient) -> None:
    cookie = stranger.post("/console/sign-in", data={"password": PASSWORD}).headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=strict" in cookie
    assert "Path=/console;" in cookie
    assert "Max-Age=43200" in cookie
    assert PASSWORD not in cookie


@pytest.mark.parametrize("password", ["", "wrong", PASSWORD.upper(), "🔑" * 100, "\udce4\0"])
def test_a_wrong_password_is_told_kindly_and_opens_nothing(stranger: TestClient, password: str) -> None:
    typed = password.encode("utf-8", "surrogateescape")
    response = stranger.post("/console/sign-in", data={"password": typed})
    assert response.status_code == 401
    assert "That is not the password" in response.text
    assert COOKIE not in response.cookies
    assert stranger.get("/console").status_code == 303


@pytest.mark.parametrize(
    "cookie", ["", "operator", "ImFueSI.aaaa.bbbb", Sessions(PASSWORD, "another secret"), Sessions("old", SECRET)]
)
def test_a_forged_cookie_or_one_of_an_older_password_opens_nothing(
    stranger: TestClient, house: House, cookie: str | Sessions
) -> None:
    value = cookie if isinstance(cookie, str) else signed_by(cookie)
    assert stranger.get("/console", headers={"Cookie": f"{COOKIE}={value}"}).status_code == 303


def test_a_session_ends_after_its_time() -> None:
    expired = Sessions(PASSWORD, SECRET, lifetime=timedelta(seconds=-1))
    assert not expired.is_open(request_with(signed_by(expired)))
    assert Sessions(PASSWORD, SECRET).is_open(request_with(signed_by(expired)))


def test_ten_wrong_passwords_lock_the_address_out_even_with_the_right_one(stranger: TestClient) -> None:
    for _ in range(10):
        assert stranger.post("/console/sign-in", data={"password": "guess"}).status_code == 401
    response = stranger.post("/console/sign-in", data={"password": PASSWORD})
    assert response.status_code == 429
    assert "Wait a minute" in response.text
    assert COOKIE not in response.cookies


def test_right_passwords_are_not_counted_as_guesses(stranger: TestClient) -> None:
    for _ in range(12):
        assert stranger.post("/console/sign-in", data={"password": PASSWORD}).status_code == 303


@pytest.mark.parametrize("address", ["/console/sign-in", "/console/sign-out"])
@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://["},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
    ],
)
def test_a_form_of_another_website_does_nothing(operator: TestClient, address: str, headers: dict[str, str]) -> None:
    response = operator.post(address, data={"password": PASSWORD}, headers=headers)
    assert response.status_code == 403
    assert "set-cookie" not in response.headers
    assert operator.get("/console").status_code == 200


def test_a_form_of_our_own_page_is_accepted(stranger: TestClient) -> None:
    own = {"Origin": "http://testserver", "Sec-Fetch-Site": "same-origin"}
    assert stranger.post("/console/sign-in", data={"password": PASSWORD}, headers=own).status_code == 303


def test_a_link_from_elsewhere_is_tried_again_from_our_own_page(stranger: TestClient) -> None:
    response = stranger.get("/console/leads/0123", headers={"Sec-Fetch-Site": "cross-site"})
    assert '<meta http-equiv="refresh" content="0">' in response.text


def test_signing_out_ends_the_session_also_for_a_copy_of_its_cookie(operator: TestClient) -> None:
    copied = operator.cookies[COOKIE]
    assert operator.post("/console/sign-out").headers["location"] == "/console/sign-in"
    assert COOKIE not in operator.cookies
    assert operator.get("/console", headers={"Cookie": f"{COOKIE}={copied}"}).status_code == 303


def test_pages_with_personal_data_are_kept_by_no_cache(house: House, operator: TestClient) -> None:
    lead = house.hears(**CONTACTABLE)
    for page in ("/console", f"/console/leads/{lead.id}"):
        assert operator.get(page).headers["cache-control"] == "no-store"


def test_an_empty_inbox_says_what_to_do(operator: TestClient) -> None:
    page = operator.get("/console").text
    assert "No lead yet" in page
    assert "Open the chat" in page


def test_the_inbox_shows_the_newest_first_with_class_score_and_lights(house: House, operator: TestClient) -> None:
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


def test_the_inbox_can_be_narrowed_to_a_class(house: House, operator: TestClient) -> None:
    house.hears(company="Tannhof KG")
    house.hears(**BANT_FACTS)
    assert names(operator.get("/console?class=bant").text) == ["Jonas Lindqvist"]
    assert names(operator.get("/console?class=lead").text) == ["No name yet"]
    assert "Nothing found" in operator.get("/console?class=srl").text
    assert len(names(operator.get("/console?class=nonsense").text)) == 2


@pytest.mark.parametrize("q", ["lindq", "FALKENRIED", "jonas@falk", "  Jonas  "])
def test_the_search_looks_into_name_company_and_email(house: House, operator: TestClient, q: str) -> None:
    house.hears(company="Tannhof KG")
    house.hears(**CONTACTABLE)
    page = operator.get("/console", params={"q": q, "class": ""}).text
    assert names(page) == ["Jonas Lindqvist"]
    assert f'value="{q.strip()}"' in page


@pytest.mark.parametrize("q", ["%", "\0", "'; drop table leads; --", "x" * 5000, MARKUP])
def test_a_strange_search_finds_nothing_strange(house: House, operator: TestClient, q: str) -> None:
    house.hears(**CONTACTABLE)
    response = operator.get("/console", params={"q": q})
    assert response.status_code == 200
    assert MARKUP not in response.text


def test_going_on_to_older_leads_shows_each_exactly_once(house: House, operator: TestClient) -> None:
    for number in range(60):
        house.hears(person_name=f"Person {number:02}")
    address, seen = "/console?q=person", []
    while address:
        page = operator.get(address).text
        seen += names(page)
        older = re.search(r'<a href="([^"]+)" rel="next">', page)
        address = older[1].replace("&amp;", "&") if older else ""
    assert seen == [f"Person {number:02}" for number in reversed(range(60))]


def test_a_lead_shows_its_verdict_its_evidence_and_its_conversation(house: House, operator: TestClient) -> None:
    lead = house.hears(**BANT_FACTS)
    page = operator.get(f"/console/leads/{lead.id}").text
    assert "BANT lead." in page
    for readable in ("€15,000 – €20,000", "March 2027", "decides", "jonas@falkenried.example", "a faster warehouse"):
        assert readable in page
    for other in ("Website, English", "https://nordlicht.example/pricing", "Thank you, noted.", "Go on", "Visitor"):
        assert other in page
    assert page.count(f"<q>{SENTENCE}</q>") >= len(BANT_FACTS)
    message = lead.facts[0].message_id
    assert f'href="#message-{message}"' in page
    assert f'id="message-{message}"' in page


def test_a_lead_says_what_is_missing_and_what_speaks_against_it(house: House, operator: TestClient) -> None:
    facts = {**CONTACTABLE, "authority": "none", "need": "a faster warehouse"}
    page = operator.get(f"/console/leads/{house.hears(**facts).id}").text
    assert "Marketing-qualified lead." in page
    assert "Not met: authority." in page
    assert "Still unknown: budget and time frame." in page
    assert re.search(r"Has a say in the decision</th>\s*<td><span class=\"outcome not_met\">", page)


def test_every_value_that_a_visitor_gave_stays_in_the_history(house: House, operator: TestClient) -> None:
    lead = house.hears(company="Tannhof KG")
    correction = Said("company", "Falkenried AG", "No, Falkenried AG")
    message = house.inbox.receive(lead.conversation, "2", correction.words)
    house.store.record(lead.conversation, str(message), [correction], language="en")
    history = operator.get(f"/console/leads/{lead.id}").text.split('id="history"')[1]
    assert history.index("Tannhof KG") < history.index("Falkenried AG")


@pytest.mark.parametrize("slot", ["person_name", "company", "need", "email", "job_title", "location"])
def test_markup_in_a_lead_is_shown_and_never_run(house: House, operator: TestClient, slot: str) -> None:
    lead = house.hears(MARKUP, **{slot: f'"{MARKUP}\u202e' + "W" * 10_000})
    for page in ("/console", f"/console/leads/{lead.id}"):
        text = operator.get(page).text
        assert MARKUP not in text
        assert "<script" not in text
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in operator.get(f"/console/leads/{lead.id}").text


def test_an_absurd_amount_does_not_break_a_page(house: House, operator: TestClient) -> None:
    lead = house.hears(budget={"min": 10**14, "max": None, "currency": MARKUP, "period": "month"})
    response = operator.get(f"/console/leads/{lead.id}")
    assert response.status_code == 200
    assert "000,000 a month" in response.text
    assert MARKUP not in response.text


@pytest.mark.parametrize("lead_id", ["0123456789ab", "%00", "x" * 3000, "%F0%9F%A4%96", MARKUP.replace("/", "")])
def test_an_unknown_lead_has_a_page_that_says_so(operator: TestClient, lead_id: str) -> None:
    response = operator.get(f"/console/leads/{lead_id}")
    assert response.status_code == 404
    assert "No such lead" in response.text


def test_an_erased_lead_is_no_longer_shown(house: House, operator: TestClient) -> None:
    lead = house.hears(**CONTACTABLE)
    house.store.erase(lead.id)
    response = operator.get(f"/console/leads/{lead.id}")
    assert response.status_code == 404
    assert "It may have been erased" in response.text
    assert names(operator.get("/console").text) == []


def test_a_database_that_does_not_answer_is_said_in_plain_words(tmp_path: Path) -> None:
    nowhere = Database(f"sqlite:///{tmp_path}")
    house = House(LeadStore(nowhere, Criteria(), Clock()), Inbox(nowhere, Clock()))
    with browser_at(house) as client:
        client.post("/console/sign-in", data={"password": PASSWORD})
        response = client.get("/console")
    assert response.status_code == 503
    assert "The database does not answer" in response.text


def test_the_pages_need_no_script_and_no_inline_style(house: House, operator: TestClient) -> None:
    lead = house.hears(**BANT_FACTS)
    for page in ("/console", f"/console/leads/{lead.id}"):
        assert not re.search(r"<script|<style|\sstyle=|\son\w+=", operator.get(page).text)
    assert operator.get("/console/static/console.css").headers["content-type"].startswith("text/css")
