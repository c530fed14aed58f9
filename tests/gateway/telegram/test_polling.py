"""Long polling over real HTTP through the real client: each update once, each reply sent, whatever fails."""

import itertools
import time
from pathlib import Path

import pytest
from sqlalchemy import create_engine

from gateway.delivery import AT_ONCE
from tests.gateway.fake_bot import FakeBot, reply
from tests.gateway.fake_platform import BAD_GATEWAY, RESET, RESET_AFTERWARDS
from tests.gateway.telegram.conftest import TelegramChats, running_chats
from tests.gateway.telegram.fake_telegram import LONGEST_POLL_S, FakeTelegram, refused, too_many

YES, NO = ("Yes", '/inform{"contact_opt_in": true}'), ("No", '/inform{"contact_opt_in": false}')


def test_a_message_is_answered(chats: TelegramChats) -> None:
    chats.telegram.person(7, "de-AT").says("Guten Tag")
    chats.telegram.wait_for(7, "You said: Guten Tag")
    [turn] = chats.bot.taken
    assert (turn["channel"], turn["language"]) == ("telegram", "de")


def test_updates_are_acknowledged_only_after_they_are_stored(
    tmp_path: Path, telegram: FakeTelegram, bot: FakeBot
) -> None:
    bot.stop()
    telegram.person(7).says("hello")
    with running_chats(tmp_path, telegram, bot):
        telegram.wait_until(lambda: not telegram.updates)
    bot.start()
    with running_chats(tmp_path, telegram, bot):
        telegram.wait_for(7, "You said: hello")


def test_what_could_not_be_stored_is_not_acknowledged(chats: TelegramChats) -> None:
    engine = create_engine(chats.site.database_url)
    with engine.connect() as connection:
        connection.exec_driver_sql("begin immediate")
        chats.telegram.person(7).says("hello")
        assert chats.telegram.stays(lambda: len(chats.telegram.updates) == 1, 2 * LONGEST_POLL_S)
        connection.exec_driver_sql("rollback")
    engine.dispose()
    chats.telegram.wait_for(7, "You said: hello")
    chats.telegram.wait_until(lambda: not chats.telegram.updates)


def test_an_update_delivered_again_after_a_restart_has_one_effect(
    tmp_path: Path, telegram: FakeTelegram, bot: FakeBot
) -> None:
    update = telegram.person(7).says("hello")
    with running_chats(tmp_path, telegram, bot):
        telegram.wait_for(7, "You said: hello")
    telegram.updates.append(update)
    with running_chats(tmp_path, telegram, bot):
        telegram.wait_until(lambda: not telegram.updates)
        telegram.person(7).says("again")
        telegram.wait_for(7, "You said: hello", "You said: again")
    assert bot.heard == ["hello", "again"]


def test_the_same_update_many_times_in_a_batch_has_one_effect(chats: TelegramChats) -> None:
    update = chats.telegram.person(7).says("hello")
    with chats.telegram.changed:
        chats.telegram.updates += [update] * 20
    chats.telegram.person(7).says("end")
    chats.telegram.wait_for(7, "You said: hello", "You said: end")
    assert chats.bot.heard == ["hello", "end"]


def test_a_burst_of_one_visitor_is_answered_in_order_and_sent_no_faster_than_one_a_second(chats: TelegramChats) -> None:
    maya = chats.telegram.person(7)
    for number in range(4):
        maya.says(f"message {number}")
    chats.telegram.wait_for(7, *(f"You said: message {number}" for number in range(4)))
    moments = [message["at"] for message in chats.telegram.sent]
    assert min(later - earlier for earlier, later in itertools.pairwise(moments)) > 0.9


def test_many_visitors_at_once_are_all_answered_once_and_no_more_than_thirty_messages_are_sent_a_second(
    chats: TelegramChats,
) -> None:
    people = range(100, 160)
    for number in people:
        chats.telegram.person(number).says(f"I am {number}")
    chats.telegram.wait_until(lambda: len(chats.telegram.sent) >= len(people), 30)
    assert chats.telegram.stays(lambda: len(chats.telegram.sent) == len(people))
    for number in people:
        assert chats.telegram.texts(number) == [f"You said: I am {number}"]
    moments = sorted(message["at"] for message in chats.telegram.sent)
    # As they arrive: on a busy machine some are late and come with the next, so not each second is looked at by itself.
    assert moments[-1] - moments[0] >= 0.9 * (len(people) - AT_ONCE) / AT_ONCE


def test_flood_control_is_obeyed_and_nothing_is_lost_or_doubled(chats: TelegramChats) -> None:
    chats.telegram.fail("sendMessage", too_many(2))
    started = time.monotonic()
    chats.telegram.person(7).says("hello")
    chats.telegram.person(8).says("hello")
    chats.telegram.wait_until(lambda: len(chats.telegram.sent) == 2)
    assert all(message["at"] - started >= 1.9 for message in chats.telegram.sent)
    assert chats.telegram.stays(lambda: len(chats.telegram.sent) == 2)


@pytest.mark.parametrize("failure", [BAD_GATEWAY, RESET, refused(500, "Internal Server Error")])
def test_a_failing_send_is_tried_again_in_order_without_doubling(chats: TelegramChats, failure: object) -> None:
    chats.bot.answers = lambda _: [reply("one"), reply("two")]
    chats.telegram.fail("sendMessage", failure, failure)  # type: ignore[arg-type]
    chats.telegram.person(7).says("hello")
    chats.telegram.wait_for(7, "one", "two")
    assert chats.telegram.stays(lambda: len(chats.telegram.sent) == 2)
    assert chats.troubles() == ()


def test_a_message_whose_answer_got_lost_on_the_way_is_sent_again(chats: TelegramChats) -> None:
    """Nobody can tell whether it arrived; Telegram has no key that would make the second one void."""
    chats.telegram.fail("sendMessage", RESET_AFTERWARDS)
    chats.telegram.person(7).says("hello")
    chats.telegram.wait_for(7, "You said: hello", "You said: hello")


def test_a_failing_poll_is_tried_again(chats: TelegramChats) -> None:
    chats.telegram.fail("getUpdates", BAD_GATEWAY, RESET, RESET_AFTERWARDS, too_many(1), refused(409, "Conflict"))
    chats.telegram.person(7).says("hello")
    chats.telegram.wait_for(7, "You said: hello")
    assert chats.bot.heard == ["hello"]


def test_while_telegram_is_down_the_website_works_and_afterwards_the_reply_goes_out(chats: TelegramChats) -> None:
    chats.bot.takes_s = 0.5
    chats.telegram.person(7).says("hello")
    chats.telegram.wait_until(lambda: not chats.telegram.updates)
    chats.telegram.stop()
    assert chats.site.visitor().say("from the site") == ["You said: from the site"]
    chats.telegram.wait_until(lambda: chats.troubles() != ())
    chats.telegram.start()
    chats.telegram.wait_for(7, "You said: hello")


def test_telegram_may_be_down_when_we_start(tmp_path: Path, telegram: FakeTelegram, bot: FakeBot) -> None:
    telegram.person(7).says("hello")
    telegram.stop()
    with running_chats(tmp_path, telegram, bot) as chats:
        assert chats.site.visitor().say("from the site") == ["You said: from the site"]
        telegram.start()
        telegram.wait_for(7, "You said: hello")


def test_a_rejected_token_is_told_and_stops_nothing_else(
    tmp_path: Path, telegram: FakeTelegram, bot: FakeBot, capfd: pytest.CaptureFixture[str]
) -> None:
    with running_chats(tmp_path, telegram, bot, BANTER_TELEGRAM_TOKEN="1:wrong") as chats:
        telegram.wait_until(lambda: telegram.calls)
        assert chats.site.visitor().say("from the site") == ["You said: from the site"]
        assert telegram.stays(lambda: len(telegram.calls) == 1)
    output = "".join(capfd.readouterr())
    assert "BANTER_TELEGRAM_TOKEN" in output
    assert "1:wrong" not in output


def test_a_token_that_is_revoked_later_stops_the_polling_and_is_told(
    chats: TelegramChats, capfd: pytest.CaptureFixture[str]
) -> None:
    chats.telegram.person(7).says("hello")
    chats.telegram.wait_for(7, "You said: hello")
    chats.telegram.fail("getUpdates", refused(401, "Unauthorized"))
    chats.telegram.wait_until(lambda: not chats.telegram.failures["getupdates"])
    polls = chats.telegram.polls
    assert chats.telegram.stays(lambda: chats.telegram.polls == polls, LONGEST_POLL_S + 0.3)
    assert "telegram.off" in "".join(capfd.readouterr())


def test_who_blocked_the_bot_is_given_up_at_once_and_answered_again_after_coming_back(chats: TelegramChats) -> None:
    maya = chats.telegram.person(7)
    chats.bot.answers = lambda _: [reply("one"), reply("two")]
    maya.says("hello")
    maya.blocks()
    chats.telegram.wait_until(lambda: len(chats.troubles()) == 2)
    assert all(trouble.given_up for trouble in chats.troubles())
    assert chats.telegram.texts(7) == []
    chats.telegram.blocked.clear()
    maya.says("I am back")
    chats.telegram.wait_for(7, "one", "two")


def test_a_message_that_telegram_refuses_does_not_hold_up_the_next_one(chats: TelegramChats) -> None:
    chats.bot.answers = lambda _: [reply(" "), reply("two")]
    chats.telegram.person(7).says("hello")
    chats.telegram.wait_for(7, "two")
    [trouble] = chats.troubles()
    assert (trouble.given_up, trouble.cause) == (True, "400: Message text is empty")


def test_a_chat_that_is_gone_is_given_up(chats: TelegramChats) -> None:
    chats.telegram.fail("sendMessage", refused(400, "Bad Request: chat not found"))
    chats.bot.answers = lambda _: [reply("one"), reply("two")]
    chats.telegram.person(7).says("hello")
    chats.telegram.wait_until(lambda: len(chats.troubles()) == 2)
    assert chats.telegram.sent == []


def test_a_long_reply_goes_in_parts_and_a_failure_in_between_repeats_none(chats: TelegramChats) -> None:
    words = [f"word{number}" for number in range(600)]
    chats.bot.answers = lambda _: [reply(" ".join(words), YES)]
    chats.telegram.person(7).says("hello")
    chats.telegram.wait_until(lambda: len(chats.telegram.sent) == 1)
    chats.telegram.fail("sendMessage", BAD_GATEWAY)
    chats.telegram.wait_until(lambda: len(chats.telegram.sent) == 3)
    assert " ".join(chats.telegram.texts(7)).split() == words
    assert [bool((message.get("reply_markup") or {}).get("inline_keyboard")) for message in chats.telegram.sent] == [
        False,
        False,
        True,
    ]


def test_an_update_that_nobody_can_read_is_skipped_and_those_behind_it_are_read(chats: TelegramChats) -> None:
    chats.telegram.arrive(message={"message_id": "x", "chat": 5})
    chats.telegram.arrive(callback_query=[])
    chats.telegram.arrive(message={**chats.telegram.person(7).message(), "text": {"not": "a text"}})
    chats.telegram.person(7).says("hello")
    chats.telegram.wait_for(7, "You said: hello")


def test_who_writes_far_too_much_is_told_so_once(tmp_path: Path, telegram: FakeTelegram, bot: FakeBot) -> None:
    maya = telegram.person(7)
    for number in range(60):
        maya.says(f"message {number}")

    def warnings() -> list[str]:
        return [text for text in telegram.texts(7) if "a lot at once" in text]

    with running_chats(tmp_path, telegram, bot, BANTER_LIMITS="on"):
        telegram.wait_until(lambda: not telegram.updates and len(bot.heard) == 40, 30)
        telegram.wait_until(lambda: bool(warnings()), 60)  # behind the replies, one of which goes out each second
    assert len(warnings()) == 1
    assert bot.heard == [f"message {number}" for number in range(40)]
