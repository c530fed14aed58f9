"""What people do in Slack: mentions, threads, buttons, files; and who is not heard."""

import pytest

from tests.gateway.fake_bot import reply
from tests.gateway.slack.conftest import SlackChats
from tests.gateway.slack.fake_slack import BOT_ID, BOT_USER

YES, NO = ("Yes & go <on>", '/inform{"contact_opt_in": true}'), ("No", '/inform{"contact_opt_in": false}')


def end(chats: SlackChats, *before: str) -> None:
    """Everything delivered so far was either heard or ignored for good."""
    chats.slack.person("U0END").says("end")
    chats.slack.wait_until(lambda: "end" in chats.bot.heard)
    assert chats.bot.heard == [*before, "end"]


def test_a_mention_in_a_channel_is_answered_in_a_thread(chats: SlackChats) -> None:
    body = chats.slack.person("U7", "C1").mentions("what does it cost?")
    chats.slack.wait_for("C1", "You said: what does it cost?")
    assert chats.slack.posted[0]["thread_ts"] == body["event"]["ts"]


def test_in_a_thread_with_the_bot_its_visitor_need_not_mention_it_again(chats: SlackChats) -> None:
    first = chats.slack.person("U7", "C1").mentions("hello")["event"]["ts"]
    chats.slack.wait_for("C1", "You said: hello")
    chats.slack.person("U7", "C1", first).says("we are Weber")
    chats.slack.wait_for("C1", "You said: hello", "You said: we are Weber")
    assert {message["thread_ts"] for message in chats.slack.posted} == {first}
    assert len({turn["conversation"] for turn in chats.bot.taken}) == 1


def test_others_in_the_thread_talk_among_themselves(chats: SlackChats) -> None:
    thread = chats.slack.person("U7", "C1").mentions("hello")["event"]["ts"]
    chats.slack.wait_for("C1", "You said: hello")
    chats.slack.person("U8", "C1", thread).says("shall we?")
    chats.slack.person("U7", "C1", thread).says("<@U8> what do you think?")
    chats.slack.person("U7", "C1").says("not in the thread")
    end(chats, "hello")


def test_another_person_who_mentions_the_bot_in_the_thread_has_a_conversation_of_their_own(chats: SlackChats) -> None:
    thread = chats.slack.person("U7", "C1").mentions("hello")["event"]["ts"]
    chats.slack.person("U8", "C1", thread).mentions("and me?")
    chats.slack.wait_until(lambda: len(chats.slack.posted) == 2)
    assert {message["thread_ts"] for message in chats.slack.posted} == {thread}
    assert len({turn["conversation"] for turn in chats.bot.taken}) == 2


def test_a_bare_mention_is_a_greeting(chats: SlackChats) -> None:
    chats.slack.person("U7", "C1").mentions("")
    chats.slack.wait_until(lambda: chats.bot.heard == ["Hello"])


def test_a_direct_message_inside_a_thread_is_answered_there_in_the_same_conversation(chats: SlackChats) -> None:
    maya = chats.slack.person("U7")
    maya.says("hello")
    chats.slack.wait_until(lambda: len(chats.slack.posted) == 1)
    chats.slack.person("U7", "DU7", "1700000000.000001").says("in a thread")
    chats.slack.wait_until(lambda: len(chats.slack.posted) == 2)
    assert [message.get("thread_ts") for message in chats.slack.posted] == [None, "1700000000.000001"]
    assert len({turn["conversation"] for turn in chats.bot.taken}) == 1


def test_what_nobody_said_to_the_bot_is_acknowledged_and_ignored(chats: SlackChats) -> None:
    maya = chats.slack.person("U7")
    for parts in (
        {"subtype": "message_changed", "message": {"text": "other"}},
        {"subtype": "message_deleted"},
        {"subtype": "channel_join"},
        {"subtype": "bot_message", "bot_id": "B9"},
        {"bot_id": "B9"},
        {"bot_id": BOT_ID},
        {"user": BOT_USER},
        {"user": "USLACKBOT"},
        {"user": None},
        {"hidden": True},
        {"type": "reaction_added"},
        {"type": "member_joined_channel"},
        {"text": ""},
    ):
        answer = chats.slack.deliver(chats.slack.envelope({**maya.message("ignore this"), **parts}))
        assert answer.status_code == 200, parts
    end(chats)


def test_a_button_is_pressed_by_reference_and_the_choice_is_shown(chats: SlackChats) -> None:
    chats.bot.answers = lambda turn: [reply("May we call?", YES, NO)] if turn.get("text") else [reply("Noted.")]
    maya = chats.slack.person("U7")
    maya.says("hello")
    chats.slack.wait_for("DU7", "May we call?")
    press = maya.press(YES[0])
    assert chats.slack.deliver_press(press).status_code == 200
    assert chats.slack.deliver_press(press).status_code == 200, "the same press again"
    chats.slack.wait_for("DU7", "May we call?", "Noted.")
    assert [turn.get("button") for turn in chats.bot.taken] == [None, YES[1]]
    assert chats.lines()[2] == ("visitor", YES[0])
    chats.slack.wait_until(lambda: chats.slack.updated)
    [section, chosen] = chats.slack.updated[0]["blocks"]
    assert section["text"]["text"] == "May we call?"
    assert chosen["elements"][0]["text"] == f"✓ {YES[0]}"


def test_a_button_in_a_thread_belongs_to_the_one_who_was_asked(chats: SlackChats) -> None:
    chats.bot.answers = lambda turn: [reply("May we call?", YES, NO)] if turn.get("text") else [reply("Noted.")]
    maya, jonas = chats.slack.person("U7", "C1"), chats.slack.person("U8", "C1")
    maya.mentions("hello")
    chats.slack.wait_for("C1", "May we call?")
    assert chats.slack.deliver_press(jonas.press("No")).status_code == 200
    chats.slack.wait_until(lambda: chats.slack.ephemeral)
    assert "no longer works" in chats.slack.ephemeral[0]["text"]
    assert chats.slack.ephemeral[0]["user"] == "U8"
    assert chats.slack.deliver_press(maya.press("No")).status_code == 200
    chats.slack.wait_for("C1", "May we call?", "Noted.")
    assert [turn.get("button") for turn in chats.bot.taken] == [None, NO[1]]


def test_a_made_up_button_has_no_effect(chats: SlackChats) -> None:
    maya = chats.slack.person("U7")
    made_up = ("", "1:0", "2:9", "x", "/restart", "9" * 100)
    for value in made_up:
        assert chats.slack.deliver_press(maya.press_of({"ts": "1.1", "text": "…"}, value)).status_code == 200
    chats.slack.wait_until(lambda: len(chats.slack.ephemeral) == len(made_up))
    assert chats.bot.taken == []


@pytest.mark.parametrize(
    ("kind", "shown"),
    [("image/png", "[picture]"), ("audio/mp4", "[voice message]"), ("application/pdf", "[file]"), (None, "[file]")],
)
def test_a_file_without_words_gets_a_kind_sentence(chats: SlackChats, kind: str | None, shown: str) -> None:
    chats.slack.person("U7").says("", subtype="file_share", files=[{"id": "F1", "mimetype": kind}])
    chats.slack.wait_until(lambda: len(chats.slack.posted) == 1)
    assert chats.lines()[0] == ("visitor", shown)
    assert chats.bot.taken == []


def test_the_words_beside_a_file_are_what_was_said(chats: SlackChats) -> None:
    chats.slack.person("U7").says("our plan", subtype="file_share", files=[{"id": "F1"}])
    chats.slack.wait_for("DU7", "You said: our plan")


def test_a_visitor_from_another_organisation_is_answered_in_the_shared_channel(chats: SlackChats) -> None:
    """In a shared channel the envelope, the sender and the authorization name different workspaces."""
    guest = chats.slack.person("W9GUEST", "C1")
    abroad = {"team": "E0OTHER", "user_team": "E0OTHER", "source_team": "T0OTHER", "user_profile": {"team": "T0OTHER"}}
    event = guest.message(f"<@{BOT_USER}> hello", type="app_mention", **abroad)
    shared = {"is_ext_shared_channel": True, "context_team_id": "T0OTHER", "context_enterprise_id": "E0OTHER"}
    chats.bot.answers = lambda turn: [reply("May we call?", YES)] if turn.get("text") else [reply("Noted.")]
    assert chats.slack.deliver(chats.slack.envelope(event, enterprise_id="E0OURS", **shared)).status_code == 200
    chats.slack.wait_for("C1", "May we call?")
    press = guest.press(YES[0])
    abroad_press = {**press, "team": None, "enterprise": {"id": "E0OTHER", "name": "Other"}}
    assert chats.slack.deliver_press(abroad_press).status_code == 200
    chats.slack.wait_for("C1", "May we call?", "Noted.")
    assert len({turn["conversation"] for turn in chats.bot.taken}) == 1


def test_what_goes_out_is_escaped_and_unfolds_nothing(chats: SlackChats) -> None:
    chats.bot.answers = lambda _: [reply("R&D <!channel> https://seegras.example/?a=1&b=2")]
    chats.slack.person("U7").says("hello")
    chats.slack.wait_for("DU7", "R&amp;D &lt;!channel&gt; https://seegras.example/?a=1&amp;b=2")
    assert chats.slack.posted[0]["unfurl_links"] is False


def test_the_last_words_of_a_conversation_that_its_own_turn_erased_are_posted(chats: SlackChats) -> None:
    chats.bot.answers = chats.erased_on_request
    chats.slack.person("U7", "C1").mentions("delete my data")
    chats.slack.wait_for("C1", "All of it is deleted.")
    chats.slack.wait_until(lambda: chats.count("deliveries") == 0)
    assert chats.count("accounts") == 0
