"""What visitors do in Telegram beside typing: commands, buttons, contacts, pictures, corrections, groups."""

from typing import Any

import httpx
import pytest

from tests.gateway.conftest import API_TOKEN
from tests.gateway.fake_bot import reply
from tests.gateway.telegram.conftest import TelegramChats
from tests.gateway.telegram.fake_telegram import BOT, Person

YES, NO = ("Yes", '/inform{"contact_opt_in": true}'), ("No", '/inform{"contact_opt_in": false}')
LONG = ("A long story", '/inform{"need": "' + "long " * 40 + '"}')
GROUP = -1001


def test_a_command_is_said_to_the_bot_in_words_of_the_visitors_language(chats: TelegramChats) -> None:
    said = (
        ("en", "/start", "Hello"),
        ("de", "/start", "Hallo"),
        ("de", "/stop", "Stopp"),
        ("en", "/delete", "Please delete my data."),
        ("de", "/delete@BanteBot", "Bitte löschen Sie meine Daten."),
        ("fr", "/help", "What can you do?"),
        (None, "/restart", "Start again"),
        ("en", "/price of it", "/price of it"),
    )
    for number, (language, command, words) in enumerate(said, 1):
        chats.telegram.person(number, language).says(command)
        chats.telegram.wait_for(number, f"You said: {words}")


def test_the_language_spoken_counts_more_than_the_accounts(chats: TelegramChats) -> None:
    maya = chats.telegram.person(7, "de")
    maya.says("hello")
    chats.telegram.wait_for(7, "You said: hello")
    chats.telegram.person(7, None).says("/delete")
    chats.telegram.wait_until(lambda: chats.bot.heard[1:] == ["Bitte löschen Sie meine Daten."])


def test_a_campaign_behind_start_is_where_the_lead_comes_from(chats: TelegramChats) -> None:
    chats.telegram.person(7).says("/start fair_2027-a")
    chats.telegram.person(8).says("/start <script>")
    chats.telegram.wait_until(lambda: len(chats.bot.taken) == 2)
    assert chats.sources() == [{"start": "fair_2027-a", "utm_campaign": "fair_2027-a"}, {}]


def test_a_button_is_pressed_by_reference_however_long_its_payload_is(chats: TelegramChats) -> None:
    chats.bot.answers = lambda turn: [reply("Which?", YES, LONG)] if turn.get("text") else [reply("Noted.")]
    maya = chats.telegram.person(7)
    maya.says("hello")
    chats.telegram.wait_for(7, "Which?")
    maya.presses("A long story")
    chats.telegram.wait_for(7, "Which?", "Noted.")
    assert chats.bot.taken[1]["button"] == LONG[1]
    assert chats.lines()[2] == ("visitor", "A long story")
    chats.telegram.wait_until(lambda: chats.telegram.answered)
    assert chats.telegram.answered[0]["text"] == "A long story"


def test_a_made_up_button_has_no_effect_and_is_answered(chats: TelegramChats) -> None:
    chats.bot.answers = lambda _: [reply("May we call?", YES)]
    maya = chats.telegram.person(7)
    maya.says("hello")
    chats.telegram.wait_for(7, "May we call?")
    made_up = ("", "1:0", "2:7", "-1:0", "999999999:0", "9" * 60, "2:0:0", "x", "/restart")
    for data in made_up:
        maya.presses_data(data)
    chats.telegram.wait_until(lambda: len(chats.telegram.answered) == len(made_up))
    assert all("no longer works" in answer["text"] for answer in chats.telegram.answered)
    assert len(chats.bot.taken) == 1


def test_a_button_shown_to_somebody_else_has_no_effect(chats: TelegramChats) -> None:
    chats.bot.answers = lambda _: [reply("May we call?", YES)]
    chats.telegram.person(7).says("hello")
    chats.telegram.wait_for(7, "May we call?")
    data = chats.telegram.sent[0]["reply_markup"]["inline_keyboard"][0][0]["callback_data"]
    chats.telegram.person(8).presses_data(data)
    chats.telegram.wait_until(lambda: chats.telegram.answered)
    assert len(chats.bot.taken) == 1


def test_asked_for_a_phone_number_the_visitor_can_share_it_with_a_button_that_goes_away_again(
    chats: TelegramChats,
) -> None:
    chats.bot.answers = lambda turn: [reply("Your number?", asks="phone") if turn["text"] == "hello" else reply("Ok")]
    maya = chats.telegram.person(7, "de")
    maya.says("hello")
    chats.telegram.wait_for(7, "Your number?")
    keyboard = chats.telegram.sent[0]["reply_markup"]
    assert keyboard["keyboard"] == [[{"text": "Meine Telefonnummer senden", "request_contact": True}]]
    maya.sends(contact={"phone_number": "491701234567", "first_name": "Maya", "user_id": 7})
    chats.telegram.wait_for(7, "Your number?", "Ok")
    assert chats.bot.heard[1] == "+491701234567"
    assert chats.telegram.sent[1]["reply_markup"] == {"remove_keyboard": True}


@pytest.mark.parametrize(
    ("part", "shown", "words"),
    [
        ({"voice": {"file_id": "f", "file_unique_id": "u", "duration": 3}}, "[voice message]", "voice"),
        (
            {
                "sticker": {
                    **{"file_id": "f", "file_unique_id": "u", "type": "regular", "width": 1, "height": 1},
                    **{"is_animated": False, "is_video": False},
                }
            },
            "[sticker]",
            "words",
        ),
        ({"photo": [{"file_id": "f", "file_unique_id": "u", "width": 1, "height": 1}]}, "[picture]", "pictures"),
        ({"document": {"file_id": "f", "file_unique_id": "u"}}, "[file]", "files"),
        ({"location": {"latitude": 1.0, "longitude": 2.0}}, "[no text]", "written"),
    ],
)
def test_what_is_no_text_gets_a_kind_sentence_and_stands_in_the_transcript(
    chats: TelegramChats, part: dict[str, Any], shown: str, words: str
) -> None:
    chats.telegram.person(7).sends(**part)
    chats.telegram.wait_until(lambda: chats.telegram.sent)
    [(author, text), (_, answer)] = chats.lines()
    assert (author, text) == ("visitor", shown)
    assert words in answer
    assert chats.bot.taken == []


def test_the_words_below_a_picture_are_what_was_said(chats: TelegramChats) -> None:
    photo = [{"file_id": "f", "file_unique_id": "u", "width": 1, "height": 1}]
    chats.telegram.person(7).sends(photo=photo, caption="this is our warehouse")
    chats.telegram.wait_for(7, "You said: this is our warehouse")


def test_who_corrects_a_message_is_asked_to_send_the_correction(chats: TelegramChats) -> None:
    maya = chats.telegram.person(7)
    first = maya.says("maya@seegras.exmaple")
    chats.telegram.wait_until(lambda: len(chats.telegram.sent) == 1)
    maya.edits(first, "maya@seegras.example")
    chats.telegram.wait_until(lambda: len(chats.telegram.sent) == 2)
    assert "as a new message" in chats.telegram.texts(7)[1]
    assert chats.bot.heard == ["maya@seegras.exmaple"]
    assert chats.lines()[2] == ("visitor", "maya@seegras.example")


def test_an_edit_that_changes_no_words_is_nothing(chats: TelegramChats) -> None:
    maya = chats.telegram.person(7)
    first = maya.says("see https://seegras.example")
    chats.telegram.wait_until(lambda: len(chats.telegram.sent) == 1)
    maya.edits(first, "see https://seegras.example")
    maya.edits(maya.message(text="never seen") | {"message": maya.message(text="never seen")}, "unknown before")
    maya.says("end")
    chats.telegram.wait_until(lambda: len(chats.telegram.sent) == 2)
    assert chats.bot.heard == ["see https://seegras.example", "end"]


def member(chats: TelegramChats, number: int) -> Person:
    """Somebody in the group."""
    return Person(chats.telegram, number, "en", GROUP)


def test_in_a_group_only_what_is_addressed_to_the_bot_is_heard(chats: TelegramChats) -> None:
    maya = member(chats, 7)
    maya.says("did you see the game?")
    maya.says("@SomebodyElse what do you think?")
    maya.says("/start@OtherBot")
    chats.telegram.arrive(message={**maya.message(text="hello @BanteBot"), "from": {**BOT, "id": 5}})
    maya.says("Hi @BanteBot, what does it cost?")
    chats.telegram.wait_until(lambda: chats.telegram.sent)
    maya.says("ours is bigger", reply_to_message={**maya.message(text="…"), "from": BOT})
    chats.telegram.wait_until(lambda: len(chats.telegram.sent) == 2, 20)
    assert chats.bot.heard == ["Hi, what does it cost?", "ours is bigger"]


def test_in_a_group_each_person_has_a_conversation_and_is_answered_with_a_reply(chats: TelegramChats) -> None:
    maya, jonas = member(chats, 7), member(chats, 8)
    first = maya.says("@BanteBot I am Maya")
    second = jonas.says("@BanteBot I am Jonas")
    chats.telegram.wait_until(lambda: len(chats.telegram.sent) == 2, 20)
    assert len({turn["conversation"] for turn in chats.bot.taken}) == 2
    answered = {message["text"]: message["reply_parameters"]["message_id"] for message in chats.telegram.sent}
    assert answered == {
        "You said: I am Maya": first["message"]["message_id"],
        "You said: I am Jonas": second["message"]["message_id"],
    }


def test_a_bare_mention_is_a_greeting(chats: TelegramChats) -> None:
    member(chats, 7).says("@BanteBot")
    chats.telegram.wait_until(lambda: chats.bot.heard == ["Hello"])


def test_in_a_topic_of_a_forum_the_answer_goes_into_the_topic(chats: TelegramChats) -> None:
    member(chats, 7).says("@BanteBot hello", message_thread_id=55, is_topic_message=True)
    chats.telegram.wait_until(lambda: chats.telegram.sent)
    assert chats.telegram.sent[0]["message_thread_id"] == 55


def test_links_and_markup_go_out_as_they_are(chats: TelegramChats) -> None:
    text = "See <https://seegras.example/a_b?c=*d*&e> [x](y) _z_ `q`"
    chats.bot.answers = lambda _: [reply(text)]
    chats.telegram.person(7).says("hello")
    chats.telegram.wait_for(7, text)
    assert "parse_mode" not in chats.telegram.sent[0]


def test_the_menu_of_commands_is_shown_in_both_languages(chats: TelegramChats) -> None:
    chats.telegram.wait_until(lambda: sum(method == "setMyCommands" for method, _ in chats.telegram.calls) == 2)
    shown = {
        call.get("language_code"): {each["command"] for each in call["commands"]}
        for method, call in chats.telegram.calls
        if method == "setMyCommands"
    }
    assert shown == {language: {"start", "help", "restart", "stop", "delete"} for language in (None, "de")}


def test_the_last_words_of_a_conversation_that_its_own_turn_erased_are_sent(chats: TelegramChats) -> None:
    maya = chats.telegram.person(7)
    maya.says("hello")
    chats.telegram.wait_for(7, "You said: hello")
    chats.bot.answers = chats.erased_on_request
    maya.says("Please delete my data.")
    chats.telegram.wait_for(7, "You said: hello", "All of it is deleted.")
    chats.telegram.wait_until(lambda: chats.count("deliveries") == 0)
    assert chats.count("accounts") == 0
    assert chats.lines() == [("bot", "All of it is deleted.")]


def test_who_is_erased_while_the_bot_answers_is_answered_and_nothing_of_it_is_kept(chats: TelegramChats) -> None:
    chats.bot.answers = chats.erased_meanwhile
    chats.telegram.person(7).says("hello")
    chats.telegram.wait_for(7, "You said it.")
    chats.telegram.wait_until(lambda: chats.count("deliveries") == 0)
    assert chats.count("accounts") == chats.count("messages") == 0


def test_the_website_beside_it_is_not_pushed_to(chats: TelegramChats) -> None:
    chats.site.visitor().say("hello")
    chats.telegram.person(7).says("hello")
    chats.telegram.wait_for(7, "You said: hello")
    assert chats.count("deliveries") == 1
    leads = httpx.get(f"{chats.site.url}/api/leads", headers={"Authorization": f"Bearer {API_TOKEN}"})
    assert leads.status_code == 200
