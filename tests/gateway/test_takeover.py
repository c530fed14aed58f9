"""A person and a visitor of the website, through the public chat and the API."""

import asyncio
import threading
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest

from banter.assembly import assemble
from banter.settings import Settings
from gateway.absence import Absences
from leads.clock import Clock
from leads.criteria import Criteria
from leads.database import Database
from leads.store import LeadStore
from tests.gateway.conftest import API_TOKEN, Site, Visitor, refused, running_site
from tests.gateway.fake_bot import FakeBot, reply
from tests.leads.made_up import said

HEADERS = {"Authorization": f"Bearer {API_TOKEN}"}


@pytest.fixture
def bot() -> Iterator[FakeBot]:
    with FakeBot() as bot:
        yield bot


@pytest.fixture
def site(tmp_path: Path, bot: FakeBot) -> Iterator[Site]:
    with FakeBot() as actions, running_site(tmp_path, bot, actions) as site:
        yield site


def lead_of(site: Site, visitor: Visitor) -> str:
    """What the actions do: the visitor has said where they work."""
    database = Database(site.database_url)
    store = LeadStore(database, Criteria(), Clock())
    store.record(visitor.conversation, "1", said(company="Seegras"), language="en")
    lead = store.of_conversation(visitor.conversation)
    database.close()
    assert lead is not None
    return lead.id


def call(site: Site, path: str, **body: Any) -> httpx.Response:
    return site.http.post(f"/api{path}", json=body, headers=HEADERS)


def test_the_bot_is_silent_while_a_person_talks_and_goes_on_when_they_hand_back(site: Site, bot: FakeBot) -> None:
    bot.answers = lambda _: [reply("Noted."), reply("Who decides?", ("I do", "/affirm"), asks="authority")]
    visitor = site.visitor("en")
    visitor.say("we are Seegras")
    lead = lead_of(site, visitor)
    assert call(site, f"/leads/{lead}/messages", by="Ida Brandt", id="1", text="Ida here.").status_code == 201
    turns = len(bot.taken)
    assert visitor.say("oh, hello") == []
    assert len(bot.taken) == turns
    assert call(site, f"/leads/{lead}/handback").json() == {"handed_back": True}
    assert visitor.transcript()[-5:] == [
        ("bot", "Ida Brandt from Nordlicht Software is here now and writes to you personally."),
        ("person", "Ida here."),
        ("visitor", "oh, hello"),
        ("bot", "Ida Brandt has handed back to me. I'm Bante, the assistant, and go on from here."),
        ("bot", "Who decides?"),
    ]
    assert visitor.say("I do") == ["Noted.", "Who decides?"]


def test_an_answer_that_was_being_thought_of_is_not_said_over_the_person(site: Site, bot: FakeBot) -> None:
    visitor = site.visitor("en")
    visitor.say("we are Seegras")
    lead = lead_of(site, visitor)
    bot.takes_s = 1.0
    with httpx.Client(base_url=site.url) as http:
        pending = Visitor(Site(site.url, bot, bot, site.database_url, http), visitor.conversation, visitor.token)
        asking = threading.Thread(target=pending.say, args=("what does it cost?",))
        asking.start()
        while not any(turn.get("text") == "what does it cost?" for turn in bot.taken):
            pass
        call(site, f"/leads/{lead}/takeover", by="Ida Brandt")
        asking.join()
    assert visitor.transcript()[-1] == (
        "bot",
        "Ida Brandt from Nordlicht Software is here now and writes to you personally.",
    )


def test_the_page_is_told_who_is_there(site: Site) -> None:
    visitor = site.visitor("en")
    visitor.say("we are Seegras")
    lead = lead_of(site, visitor)
    headers = {"Authorization": f"Bearer {visitor.token}"}
    assert site.http.get("/chat/messages", headers=headers).json()["person"] is None
    call(site, f"/leads/{lead}/takeover", by="Ida Brandt")
    assert site.http.get("/chat/messages", headers=headers).json()["person"] == "Ida Brandt"


def test_the_same_line_sent_again_is_said_once(site: Site) -> None:
    visitor = site.visitor("en")
    visitor.say("we are Seegras")
    lead = lead_of(site, visitor)
    for again in (False, True):
        answer = call(site, f"/leads/{lead}/messages", by="Ida", id="7", text="Hello")
        assert answer.json() == {"said": "7", "again": again}
    assert visitor.transcript().count(("person", "Hello")) == 1


def test_who_talks_with_the_visitor_has_the_lead_unless_another_had_it_before(site: Site) -> None:
    leads = []
    for _ in range(2):
        visitor = site.visitor("en")
        visitor.say("we are Seegras")
        leads.append(lead_of(site, visitor))
    call(site, f"/leads/{leads[1]}/claim", by="Jonas")
    for lead, claimed_by in zip(leads, ("Ida", "Jonas"), strict=True):
        call(site, f"/leads/{lead}/messages", by="Ida", id="1", text="Hello")
        shown = site.http.get(f"/api/leads/{lead}/handoff", headers=HEADERS).json()
        assert (shown["handoff"]["claimed_by"], shown["takeover"]["person"]) == (claimed_by, "Ida")


def test_a_note_never_reaches_the_visitor(site: Site) -> None:
    visitor = site.visitor("en")
    visitor.say("we are Seegras")
    lead = lead_of(site, visitor)
    before = visitor.transcript()
    assert call(site, f"/leads/{lead}/notes", by="Ida", text="they pay late").status_code == 201
    assert visitor.transcript() == before
    shown = site.http.get(f"/api/leads/{lead}/handoff", headers=HEADERS).json()
    assert shown["notes"] == ["Ida: they pay late"]


def test_one_claims_and_the_other_is_told_who(site: Site) -> None:
    visitor = site.visitor("en")
    visitor.say("we are Seegras")
    lead = lead_of(site, visitor)
    assert call(site, f"/leads/{lead}/claim", by="Ida").json()["claimed_by"] == "Ida"
    late = call(site, f"/leads/{lead}/claim", by="Jonas")
    refused(late, 409, "already_claimed")
    assert "Ida" in late.json()["error"]["message"]
    assert call(site, f"/leads/{lead}/release", by="Ida").json()["claimed_by"] is None
    assert call(site, f"/leads/{lead}/feedback", by="Jonas", outcome="won").status_code == 200
    assert site.http.get(f"/api/leads/{lead}", headers=HEADERS).json()["stage"] == "customer"


@pytest.mark.parametrize(
    ("path", "body", "status", "code"),
    [
        ("/leads/nobody/claim", {"by": "Ida"}, 404, "unknown_lead"),
        ("/leads/nobody/messages", {"by": "Ida", "id": "1", "text": "Hi"}, 404, "unknown_lead"),
        ("/leads/nobody/handback", {}, 404, "unknown_lead"),
        ("/leads/nobody/claim", {"by": " "}, 422, "invalid"),
        ("/leads/nobody/messages", {"by": "Ida", "id": "1", "text": ""}, 422, "invalid"),
        ("/leads/nobody/feedback", {"by": "Ida", "outcome": "rich"}, 422, "invalid"),
        ("/outbox/4711/replay", {}, 404, "unknown_parcel"),
        ("/outbox/0/replay", {}, 422, "invalid"),
    ],
)
def test_what_cannot_be_done_is_refused_with_a_code(
    site: Site, path: str, body: dict[str, Any], status: int, code: str
) -> None:
    refused(call(site, path, **body), status, code)


def test_without_the_token_nothing_is_told_and_nothing_done(site: Site) -> None:
    for path in ("/api/handoffs", "/api/outbox", "/api/feedback", "/api/leads/x/handoff"):
        refused(site.http.get(path), 401, "unauthorized")
    refused(site.http.post("/api/leads/x/claim", json={"by": "Ida"}), 401, "unauthorized")


def test_a_visitor_whom_nobody_answers_gets_the_assistant_back(site: Site, tmp_path: Path, bot: FakeBot) -> None:
    bot.answers = lambda _: [reply("By when?", asks="timeline")]
    visitor = site.visitor("en")
    visitor.say("we are Seegras")
    lead = lead_of(site, visitor)
    call(site, f"/leads/{lead}/takeover", by="Ida Brandt")
    visitor.say("anybody there?")
    core = assemble(Settings.from_environment({"BANTER_HOME": str(tmp_path)}))
    assert asyncio.run(Absences(core.takeovers, timedelta(0)).go_on()) == 1
    core.database.close()
    assert visitor.transcript()[-2:] == [
        (
            "bot",
            "Sorry, Ida Brandt cannot answer at the moment and will get back to what you wrote. Until then I go on.",
        ),
        ("bot", "By when?"),
    ]
