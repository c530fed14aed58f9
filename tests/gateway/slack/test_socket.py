"""Socket Mode over a real WebSocket through the real client: acknowledged after the commit, whatever breaks."""

from pathlib import Path

import pytest
from sqlalchemy import create_engine

from gateway.slack.channel import PING_S
from tests.gateway.fake_bot import FakeBot, reply
from tests.gateway.slack.conftest import SlackChats, running_chats
from tests.gateway.slack.fake_slack import APP_TOKEN, FakeSlack

YES = ("Yes", '/inform{"contact_opt_in": true}')
MAYA = "DU7"


def send(chats: SlackChats, text: str) -> str:
    """The envelope's id."""
    body = chats.slack.envelope(chats.slack.person("U7").message(text))
    return chats.slack.over_socket("events_api", body)


def test_a_message_is_acknowledged_and_answered(over_socket: SlackChats) -> None:
    envelope = send(over_socket, "hello")
    over_socket.slack.wait_until(lambda: envelope in over_socket.slack.acknowledged)
    over_socket.slack.wait_for(MAYA, "You said: hello")


def test_messages_that_come_together_are_answered_in_order(over_socket: SlackChats) -> None:
    over_socket.bot.answers = lambda _: []
    for number in range(20):
        send(over_socket, f"message {number}")
    over_socket.slack.wait_until(lambda: len(over_socket.bot.heard) == 20)
    assert over_socket.bot.heard == [f"message {number}" for number in range(20)]


def test_a_button_is_pressed(over_socket: SlackChats) -> None:
    over_socket.bot.answers = lambda turn: [reply("May we call?", YES)] if turn.get("text") else [reply("Noted.")]
    send(over_socket, "hello")
    over_socket.slack.wait_for(MAYA, "May we call?")
    over_socket.slack.over_socket("interactive", over_socket.slack.person("U7").press("Yes"))
    over_socket.slack.wait_for(MAYA, "May we call?", "Noted.")


def test_an_envelope_that_comes_again_is_acknowledged_and_has_no_effect(over_socket: SlackChats) -> None:
    body = over_socket.slack.envelope(over_socket.slack.person("U7").message("hello"))
    names = [over_socket.slack.over_socket("events_api", body) for _ in range(3)]
    over_socket.slack.wait_until(lambda: all(name in over_socket.slack.acknowledged for name in names))
    over_socket.slack.wait_for(MAYA, "You said: hello")
    assert over_socket.slack.stays(lambda: over_socket.bot.heard == ["hello"])


@pytest.mark.parametrize("gently", [True, False])
def test_a_connection_that_ends_is_made_again_and_nothing_is_lost_or_doubled(
    over_socket: SlackChats, gently: bool
) -> None:
    send(over_socket, "before")
    over_socket.slack.wait_for(MAYA, "You said: before")
    over_socket.slack.drop_sockets(gently)
    send(over_socket, "meanwhile")
    over_socket.slack.wait_until(lambda: over_socket.slack.is_connected, 4 * PING_S)
    send(over_socket, "after")
    over_socket.slack.wait_until(lambda: len(over_socket.slack.posted) == 3, 4 * PING_S)
    assert sorted(over_socket.bot.heard) == ["after", "before", "meanwhile"]
    assert over_socket.slack.stays(lambda: len(over_socket.slack.posted) == 3)


def test_what_could_not_be_stored_is_not_acknowledged(over_socket: SlackChats) -> None:
    engine = create_engine(over_socket.site.database_url)
    with engine.connect() as connection:
        connection.exec_driver_sql("begin immediate")
        envelope = send(over_socket, "hello")
        assert over_socket.slack.stays(lambda: envelope not in over_socket.slack.acknowledged, 1)
        connection.exec_driver_sql("rollback")
    engine.dispose()
    over_socket.slack.wait_until(lambda: envelope in over_socket.slack.acknowledged)
    over_socket.slack.wait_for(MAYA, "You said: hello")


def test_what_nobody_can_read_is_no_end_of_the_socket(over_socket: SlackChats) -> None:
    for payload in ({}, {"type": "event_callback"}, {"type": "event_callback", "event": {"type": "message"}}):
        over_socket.slack.over_socket("events_api", payload)
    over_socket.slack.over_socket("nonsense", {"x": 1})
    send(over_socket, "hello")
    over_socket.slack.wait_for(MAYA, "You said: hello")


def test_a_rejected_app_token_is_told_and_replies_are_still_sent(
    tmp_path: Path, slack: FakeSlack, bot: FakeBot, capfd: pytest.CaptureFixture[str]
) -> None:
    with running_chats(tmp_path, slack, bot, BANTER_SLACK_APP_TOKEN="xapp-wrong") as chats:
        slack.wait_until(lambda: [method for method, _ in slack.calls] == ["auth.test", "apps.connections.open"])
        chats.slack.person("U7").says("over HTTP, which is open too")
        chats.slack.wait_for(MAYA, "You said: over HTTP, which is open too")
        assert slack.stays(lambda: [method for method, _ in slack.calls].count("apps.connections.open") == 1)
    assert "BANTER_SLACK_APP_TOKEN" in "".join(capfd.readouterr())


def test_slack_may_be_down_when_we_start(tmp_path: Path, slack: FakeSlack, bot: FakeBot) -> None:
    slack.stop()
    with running_chats(tmp_path, slack, bot, BANTER_SLACK_APP_TOKEN=APP_TOKEN) as chats:
        assert chats.site.visitor().say("from the site") == ["You said: from the site"]
        slack.start()
        slack.wait_until(lambda: slack.is_connected)
        send(chats, "hello")
        slack.wait_for(MAYA, "You said: hello")
