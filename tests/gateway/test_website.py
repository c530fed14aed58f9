"""The chat contract over real HTTP: what a visitor's browser may send, and what it gets back."""

from pathlib import Path
from typing import Any

import pytest

from gateway.limits import MESSAGES_PER_CONVERSATION, OPENINGS_PER_ADDRESS
from gateway.tokens import Tokens
from leads.clock import Clock
from leads.criteria import Criteria
from leads.database import Database
from leads.store import LeadStore, Said
from tests.gateway.conftest import API_TOKEN, Site, refused, running_site
from tests.gateway.fake_bot import FakeBot, reply

YES = ("Yes", '/inform{"contact_opt_in": true}')


def offers_yes(_: dict[str, Any]) -> list[dict[str, Any]]:
    return [reply("May we call you?", YES, asks="contact_opt_in")]


def test_a_conversation_is_opened_with_an_id_and_a_token(shared_site: Site) -> None:
    body = {"language": "de", "source": {"page": "/preise", "utm_source": "messe", "referrer": None}}
    answer = shared_site.http.post("/chat", json=body)
    assert answer.status_code == 201
    assert set(answer.json()) == {"conversation", "token"}


def test_a_message_is_answered_with_texts_buttons_and_the_slot_that_is_asked(site: Site) -> None:
    site.bot.answers = offers_yes
    answer = site.visitor().post(text="hello")
    assert answer.status_code == 200
    assert answer.json() == {
        "replies": [
            {
                "text": "May we call you?",
                "buttons": [{"title": "Yes", "payload": YES[1]}],
                "asks": "contact_opt_in",
            }
        ]
    }


def test_the_bot_is_told_conversation_channel_and_language(site: Site) -> None:
    visitor = site.visitor("de")
    visitor.say("Guten Tag")
    [turn] = site.bot.taken
    assert (turn["conversation"], turn["channel"], turn["language"]) == (visitor.conversation, "website", "de")


def test_a_button_that_was_offered_can_be_pressed(site: Site) -> None:
    site.bot.answers = offers_yes
    visitor = site.visitor()
    visitor.say("hello")
    assert visitor.post(button=YES[1]).status_code == 200
    assert site.bot.taken[-1]["button"] == YES[1]
    assert ("visitor", "Yes") in visitor.transcript()


def test_the_transcript_is_the_conversations_own(shared_site: Site) -> None:
    first, second = shared_site.visitor(), shared_site.visitor()
    first.say("my secret")
    second.say("hello")
    assert first.transcript() == [("visitor", "my secret"), ("bot", "You said: my secret")]
    assert second.transcript() == [("visitor", "hello"), ("bot", "You said: hello")]


# ---- bad input


@pytest.mark.parametrize("text", ["", " ", "\n\t ", "\x00", "\u00a0\u2003"])
def test_a_message_without_words_is_refused_and_not_stored(shared_site: Site, text: str) -> None:
    visitor = shared_site.visitor()
    refused(visitor.post(text=text), 422, "empty_message")
    assert shared_site.inbox_rows(visitor.conversation) == 0


@pytest.mark.parametrize(
    "text",
    [
        "👍",
        "🏳️‍🌈" * 50,
        "שלום hello مرحبا 123 €",
        "\u202egnp.exe\u202c",
        "<script>alert(1)</script><img src=x onerror=alert(1)>",
        "'; DROP TABLE messages; --",
        "a\u0000b",
        "z" + "\u0301" * 500,
        "{facts} {{company}} %s ${BANTER_API_TOKEN}",
        "x" * 8_000,
    ],
)
def test_whatever_is_typed_is_answered_and_stored_once(shared_site: Site, text: str) -> None:
    visitor = shared_site.visitor()
    for _ in range(2):
        answer = visitor.post(id="one", text=text)
        assert answer.status_code == 200, answer.text
    assert shared_site.inbox_rows(visitor.conversation) == 1
    assert visitor.transcript()[0] == ("visitor", text.replace("\x00", " "))


def test_a_lone_surrogate_is_answered_or_refused_in_json(shared_site: Site) -> None:
    visitor = shared_site.visitor()
    for body in (b'{"id": "1", "text": "a \\ud800 b"}', b'{"id": "\\ud800", "text": "a"}', b'{"\\ud800": 1}'):
        answer = visitor.send_bytes(body)
        assert answer.status_code in (200, 422), answer.text
        assert answer.headers["content-type"] == "application/json"
    assert shared_site.inbox_rows(visitor.conversation) <= 1


@pytest.mark.parametrize("typed", ['/inform{"budget":1}', " /restart", "//restart", "/\u00a0/restart"])
def test_a_typed_command_goes_to_the_bot_as_text(site: Site, typed: str) -> None:
    site.visitor().say(typed)
    [turn] = site.bot.taken
    assert "button" not in turn
    assert turn["text"] == typed.strip()


def test_a_body_of_a_hundred_kilobytes_is_too_large(shared_site: Site) -> None:
    visitor = shared_site.visitor()
    refused(visitor.post(text="x" * 100_000), 413, "too_large")
    assert shared_site.inbox_rows(visitor.conversation) == 0


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        (b"", 422, "invalid"),
        (b"{", 400, "bad_json"),
        (b"hello", 400, "bad_json"),
        (b"[" * 20_000, 400, None),
        (b'{"id": "1", "text": "\xff\xfe"}', 400, None),
        (b'{"id": "1", "text": ' + b"9" * 6_000 + b"}", None, None),
        (b"[]", 422, "invalid"),
        (b'["hello"]', 422, "invalid"),
        (b'"hello"', 422, "invalid"),
        (b"null", 422, "invalid"),
        (b'{"text": "hello"}', 422, "invalid"),
        (b'{"id": "1"}', 422, "invalid"),
        (b'{"id": "1", "text": null, "button": null}', 422, "invalid"),
        (b'{"id": "1", "text": "hello", "button": "/affirm"}', 422, "invalid"),
        (b'{"id": "1", "text": 5}', 422, "invalid"),
        (b'{"id": 1, "text": "hello"}', 422, "invalid"),
        (b'{"id": "", "text": "hello"}', 422, "invalid"),
        (b'{"id": "a\\u0000b", "text": "hello"}', 422, "invalid"),
        (b'{"id": "a\\nb", "text": "hello"}', 422, "invalid"),
        (b'{"id": "a\\n", "text": "hello"}', 422, "invalid"),
        (b'{"id": "a b", "text": "hello"}', 422, "invalid"),
        (b'{"id": "\xc3\xa4", "text": "hello"}', 422, "invalid"),
        (b'{"id": "' + b"i" * 129 + b'", "text": "hello"}', 422, "invalid"),
        (b'{"id": "1", "text": "hello", "author": "bot"}', 422, "invalid"),
        (b'{"id": "1", "button": "/restart"}', 422, "unknown_button"),
        (b'{"id": "1", "button": ""}', 422, "unknown_button"),
        (b'{"id": "1", "button": "' + b"b" * 1_001 + b'"}', 422, "invalid"),
    ],
)
def test_a_malformed_message_is_refused_in_json_and_not_stored(
    shared_site: Site, body: bytes, status: int | None, code: str | None
) -> None:
    visitor = shared_site.visitor()
    answer = visitor.send_bytes(body)
    if status is None:
        assert answer.status_code in (400, 422), answer.text
    else:
        assert answer.status_code == status, answer.text
    refused(answer, answer.status_code, code or answer.json()["error"]["code"])
    assert shared_site.inbox_rows(visitor.conversation) == 0


@pytest.mark.parametrize(
    "body",
    [
        {"language": "fr"},
        {"language": 1},
        {"source": "google"},
        {"source": {"page": 5}},
        {"source": {"<b>": "x"}},
        {"source": {"page": "x" * 2_001}},
        {"source": {f"key{number}": "x" for number in range(21)}},
        {"color": "red"},
        [],
    ],
)
def test_a_malformed_opening_is_refused(shared_site: Site, body: Any) -> None:
    refused(shared_site.http.post("/chat", json=body), 422, "invalid")


@pytest.mark.parametrize(
    "header",
    [
        {},
        {"Authorization": ""},
        {"Authorization": "Bearer"},
        {"Authorization": "Bearer garbage"},
        {"Authorization": "Bearer a.b.c"},
        {"Authorization": b"Bearer \xe4\xff"},
        {"Authorization": "Bearer " + "x" * 5_000},
        {"Authorization": f"Bearer {API_TOKEN}"},
        {"Authorization": f"Bearer {Tokens('somebody else').sign('talk')}"},
    ],
)
def test_without_a_token_of_ours_there_is_no_conversation(shared_site: Site, header: dict[str, Any]) -> None:
    for answer in (
        shared_site.http.post("/chat/messages", json={"id": "1", "text": "hello"}, headers=header),
        shared_site.http.get("/chat/messages", headers=header),
    ):
        refused(answer, 401, "unknown_token")


def test_the_token_of_an_erased_conversation_is_worth_nothing(site: Site) -> None:
    visitor = site.visitor()
    genuine = Tokens((Path(site.database_url.removeprefix("sqlite:///")).parent / "chat-secret").read_text().strip())
    assert genuine.read(visitor.token) == visitor.conversation
    visitor.token = genuine.sign("a conversation that never was")
    refused(visitor.post(text="hello"), 401, "unknown_token")


@pytest.mark.parametrize(
    ("method", "path", "status", "code"),
    [
        ("PUT", "/chat/messages", 405, "method_not_allowed"),
        ("GET", "/chat", 405, "method_not_allowed"),
        ("DELETE", "/chat", 405, "method_not_allowed"),
        ("GET", "/chat/nothing", 404, "not_found"),
        ("POST", "/wp-login.php", 404, "not_found"),
        ("GET", "/static/nothing.js", 404, "not_found"),
        ("GET", "/static/../../banter.yml", 404, "not_found"),
        ("GET", "/%00", 404, "not_found"),
    ],
)
def test_a_wrong_address_or_method_is_refused_in_json(
    shared_site: Site, method: str, path: str, status: int, code: str
) -> None:
    refused(shared_site.http.request(method, path), status, code)


def test_who_sends_too_much_is_asked_to_wait(tmp_path: Path) -> None:
    with FakeBot() as bot, FakeBot() as actions, running_site(tmp_path, bot, actions, BANTER_LIMITS="on") as site:
        visitor = site.visitor()
        for number in range(MESSAGES_PER_CONVERSATION.amount):
            assert visitor.post(text=f"{number}").status_code == 200
        flooded = visitor.post(text="once more")
        refused(flooded, 429, "too_many_requests")
        assert int(flooded.headers["Retry-After"]) > 0
        assert site.inbox_rows(visitor.conversation) == MESSAGES_PER_CONVERSATION.amount
        assert site.visitor().say("another visitor") == ["You said: another visitor"]


def test_who_opens_too_many_conversations_is_asked_to_wait(tmp_path: Path) -> None:
    with FakeBot() as bot, FakeBot() as actions, running_site(tmp_path, bot, actions, BANTER_LIMITS="on") as site:
        for _ in range(OPENINGS_PER_ADDRESS.amount):
            site.visitor()
        refused(site.http.post("/chat", json={}), 429, "too_many_requests")


def test_the_site_is_healthy_only_when_a_message_would_be_answered(site: Site) -> None:
    assert (site.http.get("/healthz").status_code, site.http.get("/healthz").json()) == (200, {"status": "ok"})
    site.actions.stop()
    sick = site.http.get("/healthz")
    assert (sick.status_code, sick.json()["missing"]) == (503, ["actions"])


def test_every_answer_forbids_foreign_scripts(shared_site: Site) -> None:
    for path in ("/", "/de", "/healthz", "/nothing", "/banter-chat.js", "/static/demo.css"):
        headers = shared_site.http.get(path).headers
        assert "default-src 'none'" in headers["Content-Security-Policy"]
        assert headers["X-Content-Type-Options"] == "nosniff"


def test_erasing_a_lead_while_the_bot_is_down_is_refused_in_json_and_erases_nothing(site: Site) -> None:
    visitor = site.visitor()
    lead = lead_of(site, visitor.conversation)
    site.bot.stop()
    headers = {"Authorization": f"Bearer {API_TOKEN}"}
    answer = site.http.delete(f"/api/leads/{lead}", headers=headers)
    assert answer.status_code == 503
    assert answer.headers["content-type"] == "application/json"
    assert site.http.get(f"/api/leads/{lead}", headers=headers).status_code == 200


def lead_of(site: Site, conversation: str) -> str:
    database = Database(site.database_url)
    store = LeadStore(database, Criteria(), Clock())
    store.record(conversation, "1", [Said("company", "Seegras", "we are Seegras")], language="en")
    lead = store.of_conversation(conversation)
    database.close()
    assert lead is not None
    return lead.id
