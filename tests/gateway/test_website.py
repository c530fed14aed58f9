"""The chat contract over real HTTP: what a visitor's browser may send, and what it gets back."""

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import httpx
import pytest

from gateway.limits import MESSAGES_PER_CONVERSATION, OPENINGS_PER_ADDRESS
from gateway.tokens import Tokens
from gateway.turns import FAILURES_OF_A_HEALTHY_BOT, PATIENCE_S
from leads.clock import Clock
from leads.criteria import Criteria
from leads.database import Database
from leads.store import LeadStore, Said
from tests.gateway.conftest import API_TOKEN, Site, Visitor, running_site
from tests.gateway.fake_bot import FakeBot, reply

YES = ("Yes", '/inform{"contact_opt_in": true}')


def refused(answer: httpx.Response, status: int, code: str) -> None:
    """A refusal is JSON with a code and a sentence, and repeats nothing that could run in a page."""
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/json"
    assert answer.json()["error"]["code"] == code
    assert answer.json()["error"]["message"]


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


# ---- once, in order, and never lost


def test_the_same_id_again_gives_the_same_replies_and_one_row(site: Site) -> None:
    visitor = site.visitor()
    answers = [visitor.post(id="one", text="hello") for _ in range(3)]
    assert [answer.json() for answer in answers] == [answers[0].json()] * 3
    assert site.inbox_rows(visitor.conversation) == 1
    assert len(site.bot.taken) == 1


def test_an_id_used_for_another_text_is_a_conflict(site: Site) -> None:
    visitor = site.visitor()
    visitor.say("hello", id="one")
    refused(visitor.post(id="one", text="goodbye"), 409, "id_conflict")
    assert visitor.transcript() == [("visitor", "hello"), ("bot", "You said: hello")]


def test_a_pressed_button_sent_again_gives_the_same_replies_though_its_title_has_changed(site: Site) -> None:
    titles = iter(("Yes", "Yes please", "Of course"))
    site.bot.answers = lambda _: [reply("May we call you?", (next(titles), YES[1]))]
    visitor = site.visitor()
    visitor.say("hello")
    first = visitor.post(id="pressed", button=YES[1])
    again = visitor.post(id="pressed", button=YES[1])
    assert (again.status_code, again.json()) == (200, first.json())


def test_many_copies_of_a_message_at_once_are_one_message(site: Site) -> None:
    visitor = site.visitor()
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda _: visitor.post(id="one", text="hello"), range(8)))
    assert [answer.status_code for answer in answers] == [200] * 8
    assert site.inbox_rows(visitor.conversation) == 1
    assert site.bot.heard == ["hello"]


def test_messages_of_one_conversation_are_answered_one_after_another_in_order(site: Site) -> None:
    site.bot.takes_s = 0.15
    visitor = site.visitor()
    with ThreadPoolExecutor(4) as pool:
        sent = [pool.submit(visitor.say, f"message {number}") for number in range(4) if stored(site, visitor, number)]
        replies = [each.result() for each in sent]
    assert site.bot.heard == [f"message {number}" for number in range(4)]
    assert replies == [[f"You said: message {number}"] for number in range(4)]


def test_conversations_do_not_wait_for_each_other(site: Site) -> None:
    stuck, free = site.visitor(), site.visitor()
    site.bot.hanging.add(stuck.conversation)
    with ThreadPoolExecutor(1) as pool:
        hanging = pool.submit(stuck.say, "hello")
        wait_until(lambda: site.inbox_rows(stuck.conversation) == 1)
        assert free.say("hello") == ["You said: hello"]
        assert not hanging.done()
        site.bot.go_on.set()
        assert hanging.result() == ["You said: hello"]


def test_a_bot_that_fails_a_few_times_is_asked_again(site: Site) -> None:
    site.bot.failures_left = 2
    visitor = site.visitor()
    assert visitor.say("hello") == ["You said: hello"]
    assert site.bot.heard == ["hello"]


def test_a_turn_that_a_healthy_bot_cannot_take_ends_in_an_apology_in_the_visitors_language(site: Site) -> None:
    site.bot.failures_left = FAILURES_OF_A_HEALTHY_BOT
    visitor = site.visitor("de")
    [apology] = visitor.say("Guten Tag")
    assert "Sie" in apology or "Ihre" in apology
    assert visitor.say("noch einmal") == ["You said: noch einmal"]


def test_while_the_bot_is_down_the_answer_is_pending_and_it_comes_later(site: Site) -> None:
    visitor = site.visitor()
    site.bot.stop()
    started = time.monotonic()
    pending = visitor.post(id="one", text="hello")
    waited = time.monotonic() - started
    refused(pending, 503, "answer_pending")
    assert int(pending.headers["Retry-After"]) > 0
    assert PATIENCE_S <= waited < PATIENCE_S + 3
    assert visitor.transcript() == [("visitor", "hello")]
    assert site.http.get("/healthz").json() == {"status": "unavailable", "missing": ["bot"]}
    site.bot.start()
    assert visitor.say("hello", id="one") == ["You said: hello"]
    assert site.inbox_rows(visitor.conversation) == 1
    assert site.bot.heard == ["hello"]


def test_after_a_restart_what_was_left_unanswered_is_answered(tmp_path: Path) -> None:
    with FakeBot() as bot, FakeBot() as actions, ThreadPoolExecutor(1) as pool:
        bot.stop()
        with running_site(tmp_path, bot, actions) as before:
            visitor = before.visitor()
            pool.submit(visitor.post, id="one", text="hello")
            wait_until(lambda: before.inbox_rows(visitor.conversation) == 1)
        bot.start()
        with running_site(tmp_path, bot, actions) as visitor.site:
            wait_until(lambda: bot.heard == ["hello"])
            assert visitor.say("hello", id="one") == ["You said: hello"]
            assert visitor.site.inbox_rows(visitor.conversation) == 1


# ---- limits, health, headers


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
    for path in ("/", "/healthz", "/nothing", "/static/banter-chat.js"):
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


def stored(site: Site, visitor: Visitor, number: int) -> bool:
    """Waits until that many messages of a visitor are in the inbox."""
    wait_until(lambda: site.inbox_rows(visitor.conversation) == number)
    return True


def wait_until(happened: Callable[[], bool], patience: float = 10.0) -> None:
    deadline = time.monotonic() + patience
    while not happened():
        assert time.monotonic() < deadline, "it did not happen in time"
        time.sleep(0.01)
