"""Events over real HTTP: only Slack is heard, each event once, committed before it is acknowledged."""

import itertools
import json
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import create_engine

from tests.gateway.conftest import refused
from tests.gateway.fake_bot import FakeBot, reply
from tests.gateway.fake_platform import BAD_GATEWAY, RESET, RESET_AFTERWARDS, Failure
from tests.gateway.slack.conftest import SlackChats, running_chats
from tests.gateway.slack.fake_slack import SIGNING_SECRET, FakeSlack, limited
from tests.gateway.slack.fake_slack import refused as refuses

MAYA = "DU7"
ACK_WITHIN_S = 3.0


def test_the_address_is_confirmed_as_slack_asks(chats: SlackChats) -> None:
    answer = chats.slack.deliver({"token": "x", "challenge": "abc", "type": "url_verification"})
    assert (answer.status_code, answer.json()) == (200, {"challenge": "abc"})


def test_a_direct_message_is_answered(chats: SlackChats) -> None:
    chats.slack.person("U7").says("we are Weber &amp; Söhne, <mailto:maya@weber.example|maya@weber.example>")
    chats.slack.wait_for(MAYA, "You said: we are Weber &amp; Söhne, maya@weber.example")
    assert chats.bot.heard == ["we are Weber & Söhne, maya@weber.example"]
    assert chats.bot.taken[0]["channel"] == "slack"


def test_an_event_is_acknowledged_in_time_and_stored_though_the_bot_is_down(
    tmp_path: Path, slack: FakeSlack, bot: FakeBot
) -> None:
    bot.stop()
    with running_chats(tmp_path, slack, bot):
        slack.wait_until(lambda: slack.calls)
        started = time.monotonic()
        slack.person("U7").says("hello")
        assert time.monotonic() - started < ACK_WITHIN_S
    bot.start()
    with running_chats(tmp_path, slack, bot):
        slack.wait_for(MAYA, "You said: hello")


def test_a_retry_of_slacks_has_no_effect(chats: SlackChats) -> None:
    body = chats.slack.person("U7").says("hello")
    for number in range(1, 4):
        answer = chats.slack.deliver(body, X_Slack_Retry_Num=str(number), X_Slack_Retry_Reason="http_timeout")
        assert answer.status_code == 200
    chats.slack.wait_for(MAYA, "You said: hello")
    assert chats.slack.stays(lambda: chats.bot.heard == ["hello"])


def test_copies_that_come_together_are_one_message(chats: SlackChats) -> None:
    body = chats.slack.envelope(chats.slack.person("U7").message("hello"))
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda _: chats.slack.deliver(body), range(8)))
    assert {answer.status_code for answer in answers} == {200}
    chats.slack.wait_for(MAYA, "You said: hello")
    assert chats.slack.stays(lambda: chats.bot.heard == ["hello"])


def test_a_mention_that_comes_as_two_events_is_one_message(chats: SlackChats) -> None:
    maya = chats.slack.person("U7", "C1")
    event = maya.message("<@U0BOT> hello")
    for kind in ("message", "app_mention"):
        assert chats.slack.deliver(chats.slack.envelope({**event, "type": kind})).status_code == 200
    chats.slack.wait_for("C1", "You said: hello")
    assert chats.slack.stays(lambda: chats.bot.heard == ["hello"])


def test_while_the_database_is_away_slack_is_told_to_come_again(chats: SlackChats) -> None:
    engine = create_engine(chats.site.database_url)
    body = chats.slack.envelope(chats.slack.person("U7").message("hello"))
    with engine.connect() as connection:
        connection.exec_driver_sql("begin immediate")
        answer = chats.slack.deliver(body)
        assert answer.status_code == 503
        connection.exec_driver_sql("rollback")
    engine.dispose()
    assert chats.slack.deliver(body, X_Slack_Retry_Num="1").status_code == 200
    chats.slack.wait_for(MAYA, "You said: hello")


@pytest.mark.parametrize(
    "forged",
    [
        {"secret": "another-secret"},
        {"moment": str(int(time.time()) - 3600)},
        {"moment": "soon"},
        {"moment": ""},
        {"X_Slack_Signature": "v0=00"},
        {"X_Slack_Signature": ""},
        {"X_Slack_Signature": "v0=\x80ü"},
    ],
)
def test_what_slack_did_not_sign_is_refused_and_has_no_effect(chats: SlackChats, forged: dict[str, str]) -> None:
    body = json.dumps(chats.slack.envelope(chats.slack.person("U7").message("hello"))).encode()
    signature = forged.pop("X_Slack_Signature", None)
    given: Any = {} if signature is None else {"X_Slack_Signature": signature.encode("latin-1")}
    answer = chats.slack.post(body, "application/json", **forged, **given)
    assert answer.status_code in (400, 401)
    assert chats.slack.stays(lambda: chats.bot.taken == [])


def test_without_a_signing_secret_there_is_no_address(tmp_path: Path, slack: FakeSlack, bot: FakeBot) -> None:
    secrets = {"BANTER_SLACK_SIGNING_SECRET": "", "BANTER_SLACK_APP_TOKEN": "xapp-fake"}
    with running_chats(tmp_path, slack, bot, **secrets) as chats:
        refused(httpx.post(f"{chats.site.url}/slack/events", content=b"{}"), 404, "not_found")


def test_before_slack_has_said_who_we_are_an_event_is_put_off(tmp_path: Path, slack: FakeSlack, bot: FakeBot) -> None:
    slack.stop()
    with running_chats(tmp_path, slack, bot):
        body = slack.envelope(slack.person("U7").message("hello"))
        assert slack.deliver(body).status_code == 503
        slack.start()
        slack.wait_until(lambda: slack.deliver(body).status_code == 200)
        slack.wait_for(MAYA, "You said: hello")


def test_a_rejected_token_is_told_and_stops_nothing_else(
    tmp_path: Path, slack: FakeSlack, bot: FakeBot, capfd: pytest.CaptureFixture[str]
) -> None:
    with running_chats(tmp_path, slack, bot, BANTER_SLACK_BOT_TOKEN="xoxb-wrong") as chats:
        slack.wait_until(lambda: slack.calls)
        assert chats.site.visitor().say("from the site") == ["You said: from the site"]
        assert slack.stays(lambda: len(slack.calls) == 1)
        assert slack.deliver(slack.envelope(slack.person("U7").message("hello"))).status_code == 503
    output = "".join(capfd.readouterr())
    assert "BANTER_SLACK_BOT_TOKEN" in output
    assert "invalid_auth" in output
    assert "xoxb-wrong" not in output


def test_messages_of_one_person_are_answered_in_order_one_a_second(chats: SlackChats) -> None:
    maya = chats.slack.person("U7")
    for number in range(4):
        maya.says(f"message {number}")
    chats.slack.wait_for(MAYA, *(f"You said: message {number}" for number in range(4)))
    moments = [message["at"] for message in chats.slack.posted]
    assert all(later - earlier > 0.9 for earlier, later in itertools.pairwise(moments))


def test_a_burst_of_many_people_is_answered_once_each(chats: SlackChats) -> None:
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda n: chats.slack.person(f"U{n}").says(f"I am {n}"), range(24)))
    chats.slack.wait_until(lambda: len(chats.slack.posted) >= 24, 30)
    assert chats.slack.stays(lambda: len(chats.slack.posted) == 24)
    for number in range(24):
        assert chats.slack.texts(f"DU{number}") == [f"You said: I am {number}"]


def test_flood_control_is_obeyed_and_nothing_is_lost_or_doubled(chats: SlackChats) -> None:
    chats.slack.fail("chat.postMessage", limited(2))
    started = time.monotonic()
    chats.slack.person("U7").says("hello")
    chats.slack.wait_for(MAYA, "You said: hello")
    assert chats.slack.posted[0]["at"] - started >= 1.9
    assert chats.slack.stays(lambda: len(chats.slack.posted) == 1)


@pytest.mark.parametrize("failure", [BAD_GATEWAY, RESET, refuses("internal_error"), Failure(200, b"<html>")])
def test_a_failing_post_is_tried_again_in_order_without_doubling(chats: SlackChats, failure: Failure) -> None:
    chats.bot.answers = lambda _: [reply("one"), reply("two")]
    chats.slack.fail("chat.postMessage", failure, failure)
    chats.slack.person("U7").says("hello")
    chats.slack.wait_for(MAYA, "one", "two")
    assert chats.slack.stays(lambda: len(chats.slack.posted) == 2)


def test_a_message_whose_answer_got_lost_on_the_way_is_posted_again(chats: SlackChats) -> None:
    """Nobody can tell whether it arrived; Slack has no key that would make the second one void."""
    chats.slack.fail("chat.postMessage", RESET_AFTERWARDS)
    chats.slack.person("U7").says("hello")
    chats.slack.wait_for(MAYA, "You said: hello", "You said: hello")


def test_a_channel_that_is_archived_is_given_up_and_marked(chats: SlackChats) -> None:
    chats.slack.archived.add("C1")
    chats.bot.answers = lambda _: [reply("one"), reply("two")]
    chats.slack.person("U7", "C1").mentions("hello")
    chats.slack.wait_until(lambda: len(chats.troubles()) == 2)
    assert {(each.cause, each.given_up) for each in chats.troubles()} == {("is_archived", True)}
    assert chats.query("select unreachable from accounts") == [("is_archived",)]


def test_a_message_that_slack_refuses_does_not_hold_up_the_next_one(chats: SlackChats) -> None:
    chats.bot.answers = lambda _: [reply(" "), reply("two")]
    chats.slack.person("U7").says("hello")
    chats.slack.wait_for(MAYA, "two")
    assert [(each.cause, each.given_up) for each in chats.troubles()] == [("no_text", True)]


def test_a_long_reply_goes_in_parts(chats: SlackChats) -> None:
    words = [f"word{number}" for number in range(800)]
    chats.bot.answers = lambda _: [reply(" ".join(words), ("Yes", "/affirm"))]
    chats.slack.person("U7").says("hello")
    chats.slack.wait_until(lambda: len(chats.slack.posted) == 3)
    assert " ".join(chats.slack.texts(MAYA)).split() == words
    assert [bool(message.get("blocks")) for message in chats.slack.posted] == [False, False, True]


JUNK = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=10), inner, max_size=3),
    max_leaves=8,
)
PLACES = (
    *("event", "event_id", "authorizations", "type", "team_id", "event.type", "event.user", "event.text", "event.ts"),
    *("event.channel", "event.thread_ts", "event.subtype", "event.files", "event.bot_id", "enterprise_id", "user"),
)
PRESS_PLACES = (
    "type",
    "team",
    "user",
    "user.id",
    "channel",
    "channel.id",
    "message",
    "message.ts",
    "actions",
    "container",
)


def _changed(body: Any, place: str, junk: Any) -> Any:
    *folders, last = place.split(".")
    target = body
    for folder in folders:
        target = target[folder]
    target[last] = junk
    return body


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(place=st.sampled_from(PLACES), press_place=st.sampled_from(PRESS_PLACES), junk=JUNK, raw=st.none() | JUNK)
def test_whatever_slack_signs_is_no_error_of_ours(
    chats: SlackChats, place: str, press_place: str, junk: Any, raw: Any
) -> None:
    chats.bot.answers = lambda _: []
    maya = chats.slack.person("U7")
    body = _changed(chats.slack.envelope(maya.message("hello")), place, junk)
    assert chats.slack.deliver(body if raw is None else raw).status_code < 500
    press = _changed(maya.press_of({"ts": "1.1", "text": "…", "blocks": []}, "1:0"), press_place, junk)
    assert chats.slack.deliver_press(press).status_code < 500


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    body=st.binary(max_size=200) | st.sampled_from([b"", b"payload=", b"payload=[]", b"[" * 100_000, b"ssl_check=1"])
)
def test_whatever_anybody_posts_is_no_error_of_ours(chats: SlackChats, body: bytes) -> None:
    for secret in (SIGNING_SECRET, "wrong"):
        for kind in ("application/json", "application/x-www-form-urlencoded"):
            assert chats.slack.post(body, kind, secret).status_code < 500
