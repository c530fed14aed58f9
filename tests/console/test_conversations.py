"""Conversations without a lead, messages that were not understood, and sentences suggested for training."""

import yaml

from banter.settings import ROOT
from console.desk import ConsoleDesk
from leads.audit import Deed
from leads.inbox import Reply
from leads.suggestions import INTENTS, Suggestion
from leads.user import Role
from tests.console.conftest import CONTACTABLE, House
from tests.console.desk import Browser, signed_in

HOSTILE = "<script>alert(1)</script> ‮ !!python/object: &a *a 'quoted' \"twice\""


def says(desk: ConsoleDesk, text: str, *, unclear: bool = False, language: str = "en") -> str:
    """A visitor of whom nothing is learnt."""
    talk = desk.inbox.open("website", language, {})
    message = desk.inbox.receive(talk, "1", text)
    desk.inbox.answer(message, [Reply("Sorry?", (), "need")], language, unclear)
    return talk


def test_the_intents_are_those_of_the_assistant() -> None:
    domain = yaml.safe_load((ROOT / "domain.yml").read_text(encoding="utf-8"))
    assert set(INTENTS) == {next(iter(each)) if isinstance(each, dict) else each for each in domain["intents"]}


def test_conversations_without_a_lead_are_listed_and_read(desk: ConsoleDesk, house: House, operator: Browser) -> None:
    lead = house.hears(**CONTACTABLE)
    talk = says(desk, HOSTILE)
    desk.inbox.open("website", "en", {})
    page = operator.get("/console/conversations").text
    assert talk in page
    assert lead.conversation not in page
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)" in operator.get(f"/console/conversations/{talk}").text
    to_lead = operator.get(f"/console/conversations/{lead.conversation}")
    assert to_lead.headers["location"] == f"/console/leads/{lead.id}"
    assert operator.get("/console/conversations/nothing%00").status_code == 404


def test_pages_of_conversations_follow_one_another(desk: ConsoleDesk, operator: Browser) -> None:
    talks = {says(desk, f"number {number}") for number in range(30)}
    first = operator.get("/console/conversations").text
    after = first.split("after=")[1].split('"')[0].replace("&amp;", "&")
    second = operator.get(f"/console/conversations?after={after}").text
    assert {talk for talk in talks if talk in first} | {talk for talk in talks if talk in second} == talks
    assert not {talk for talk in talks if talk in first and talk in second}
    for nonsense in ("x", "2027-01-01T00:00:00", "%00_", "_"):
        assert operator.get(f"/console/conversations?after={nonsense}").text.count("<q ") == 25


def test_only_what_was_not_understood_is_listed_with_its_question(desk: ConsoleDesk, operator: Browser) -> None:
    says(desk, "a clear sentence")
    talk = says(desk, "wibble", unclear=True)
    page = operator.get("/console/conversations/unclear").text
    assert "wibble" in page
    assert "a clear sentence" not in page
    assert f"/console/conversations/{talk}#message-" in page
    for after in ("0", "x", "-1", "9" * 40):
        assert operator.get(f"/console/conversations/unclear?after={after}").status_code == 200


def test_one_click_puts_a_sentence_into_the_file_once(desk: ConsoleDesk) -> None:
    with signed_in(desk, Role.MARKETING) as marketing:
        for intent in ("faq", "chitchat"):
            sent = {"text": HOSTILE, "language": "en", "intent": intent, "to": "lost"}
            answer = marketing.submit("/console/conversations/suggestions", **sent)
            assert answer.headers["location"] == "/console/conversations?done=suggested"
        kept = Suggestion(HOSTILE, "en", "chitchat")
        assert desk.insight.suggestions.all() == (kept,)
        file = marketing.get("/console/conversations/suggestions.yml")
        assert yaml.safe_load(file.text) == [{"text": HOSTILE, "language": "en", "intent": "chitchat"}]
        assert "<script>" not in marketing.get("/console/conversations/suggestions").text
        marketing.submit("/console/conversations/suggestions/removed", text=HOSTILE, language="en")
    assert desk.insight.suggestions.all() == ()
    assert len(desk.audit.find(what=Deed.SENTENCE_SUGGESTED).entries) == 3


def test_no_suggestion_without_a_sentence_or_a_language(desk: ConsoleDesk, operator: Browser) -> None:
    for text, language in ((" \n", "en"), ("hello", "xx"), ("\0", "de")):
        sent = {"text": text, "language": language, "intent": "greet"}
        assert operator.submit("/console/conversations/suggestions", **sent).status_code == 422
    odd = {"text": "hello\n- intent: deny", "language": "en", "intent": "no_such", "to": "https://evil.example"}
    assert operator.submit("/console/conversations/suggestions", **odd).headers["location"].startswith("/console/")
    assert desk.insight.suggestions.all() == (Suggestion("hello - intent: deny", "en", ""),)


def test_sales_reads_and_suggests_nothing(desk: ConsoleDesk) -> None:
    says(desk, "wibble", unclear=True)
    with signed_in(desk, Role.SALES) as sales:
        assert 'class="suggest"' not in sales.get("/console/conversations/unclear").text
        assert sales.get("/console/conversations/suggestions").status_code == 403
        assert sales.get("/console/conversations/suggestions.yml").status_code == 403
