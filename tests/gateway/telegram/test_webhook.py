"""The webhook over real HTTP: only Telegram is heard, each update once, and nothing it posts is an error of ours."""

import json
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.gateway.conftest import refused
from tests.gateway.telegram.conftest import TelegramChats

HEADER = "X-Telegram-Bot-Api-Secret-Token"


def deliver(chats: TelegramChats) -> list[httpx.Response]:
    """Posts every update that has come in, as Telegram does: the next one when this one is acknowledged."""
    answers = []
    while chats.telegram.updates:
        answers.append(chats.telegram.post(chats.telegram.updates[0]))
        if answers[-1].is_success:
            chats.telegram.updates.pop(0)
    return answers


def test_the_webhook_is_set_with_a_secret_and_one_connection(posted: TelegramChats) -> None:
    webhook = posted.telegram.webhook
    assert webhook is not None
    assert webhook["url"] == f"{posted.site.url}/telegram/webhook"
    assert len(webhook["secret_token"]) >= 32
    assert webhook["max_connections"] == 1
    assert set(webhook["allowed_updates"]) == {"message", "edited_message", "callback_query", "my_chat_member"}
    assert posted.telegram.polls == 0


def test_a_posted_message_is_answered(posted: TelegramChats) -> None:
    posted.telegram.person(7).says("hello")
    assert [answer.status_code for answer in deliver(posted)] == [200]
    posted.telegram.wait_for(7, "You said: hello")


@pytest.mark.parametrize("secret", ["", "wrong", "ümläut", "\x80"])
def test_a_wrong_secret_is_refused_and_has_no_effect(posted: TelegramChats, secret: str) -> None:
    update = posted.telegram.person(7).says("hello")
    url = f"{posted.site.url}/telegram/webhook"
    headers = [(HEADER.encode(), secret.encode("latin-1"))] if secret else []
    refused(httpx.post(url, json=update, headers=headers), 403, "wrong_secret")
    assert posted.telegram.stays(lambda: not posted.bot.taken)


def test_the_same_update_posted_by_many_at_once_has_one_effect(posted: TelegramChats) -> None:
    update = posted.telegram.person(7).says("hello")
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda _: posted.telegram.post(update), range(8)))
    assert {answer.status_code for answer in answers} == {200}
    posted.telegram.wait_for(7, "You said: hello")
    assert posted.telegram.stays(lambda: len(posted.bot.heard) == len(posted.telegram.sent) == 1)


def test_updates_that_come_in_the_wrong_order_are_all_answered_once(posted: TelegramChats) -> None:
    posted.bot.answers = lambda _: []
    maya = posted.telegram.person(7)
    updates = [maya.says(f"message {number}") for number in range(6)]
    for number in (3, 1, 0, 1, 5, 3, 2, 4, 0):
        assert posted.telegram.post(updates[number]).status_code == 200
    posted.telegram.wait_until(lambda: len(posted.bot.heard) == 6)
    assert posted.bot.heard == [f"message {number}" for number in (3, 1, 0, 5, 2, 4)]


def test_what_is_no_json_is_refused(posted: TelegramChats) -> None:
    secret = (posted.telegram.webhook or {})["secret_token"]
    url = f"{posted.site.url}/telegram/webhook"
    for body in (b"", b"{", b"\xff\xfe", b"[" * 200_000):
        refused(httpx.post(url, content=body, headers={HEADER: secret}), 400, "bad_json")


def test_a_text_of_the_greatest_length_is_taken(posted: TelegramChats) -> None:
    quoted = posted.telegram.person(7).message(text="😀" * 2048)
    posted.telegram.person(7).sends(text="😀" * 2048, reply_to_message=quoted)
    assert [answer.status_code for answer in deliver(posted)] == [200]
    posted.telegram.wait_until(lambda: len(posted.bot.heard) == 1)


JUNK = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=10), inner, max_size=3),
    max_leaves=8,
)
PLACES = (
    *("update_id", "message", "message.message_id", "message.date", "message.chat", "message.chat.id"),
    *("message.chat.type", "message.from", "message.from.id", "message.from.language_code", "message.text"),
    *("message.entities", "message.contact", "message.photo", "message.reply_to_message", "message.caption"),
    *("message.message_thread_id", "message.is_topic_message", "callback_query", "edited_message", "my_chat_member"),
)


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(place=st.sampled_from(PLACES), junk=JUNK, group=st.booleans(), raw=st.none() | JUNK)
def test_whatever_telegram_posts_is_no_error_of_ours(
    posted: TelegramChats, place: str, junk: Any, group: bool, raw: Any
) -> None:
    posted.bot.answers = lambda _: []
    person = posted.telegram.person(7)
    update = {"update_id": next(posted.telegram.ids), "message": person.message(text="/start x")}
    if group:
        update["message"]["chat"] = {"id": -5, "type": "group"}
    *folders, last = place.split(".")
    target: Any = update
    for folder in folders:
        target = target[folder]
    target[last] = junk
    body = update if raw is None else raw
    answer = posted.telegram.post(json.loads(json.dumps(body)))
    assert answer.status_code == 200, (answer.status_code, body)


def test_after_junk_a_real_message_is_still_answered(posted: TelegramChats) -> None:
    for junk in ({}, [], 5, {"update_id": 1, "message": {}}, {"update_id": "x"}):
        assert posted.telegram.post(junk).status_code == 200  # type: ignore[arg-type]
    posted.telegram.person(7).says("hello")
    deliver(posted)
    posted.telegram.wait_for(7, "You said: hello")
