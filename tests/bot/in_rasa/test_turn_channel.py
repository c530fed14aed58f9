"""What the turn channel lets into Rasa, and what it refuses."""

from typing import Any

import pytest

from bot.turn_channel import LONGEST_TEXT, BadMessage, Incoming, cleaned, read_message

MESSAGE = {"conversation": "talk_1-A", "message_id": "17", "channel": "website", "language": "de", "text": "Hallo"}


def changed(**changes: Any) -> dict[str, Any]:
    return {**MESSAGE, **changes}


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("  Guten Tag \n", "Guten Tag"),
        ("one\ntwo\tthree", "one\ntwo\tthree"),
        ("a\x00b\x07c", "a b c"),
        ("a\ud800b\udfff", "a b"),
        ("50 % / Jahr", "50 % / Jahr"),
        ("שלום 👍 é", "שלום 👍 é"),
        ("", ""),
        (" \x00\n ", ""),
        ("///", ""),
    ],
)
def test_a_typed_text_is_seen_without_what_breaks_a_database(text: str, seen: str) -> None:
    assert cleaned(text) == seen


@pytest.mark.parametrize(
    "before",
    ["", " ", "\n\t", "/", "//", "/ / ", "\x00", "\x00/", "\u00a0", "/\u00a0", "\u2003/\u3000", "\x85", "/\u2028"],
)
def test_a_typed_text_is_never_a_command(before: str) -> None:
    assert cleaned(before + '/inform{"budget": 1}') == 'inform{"budget": 1}'


def test_a_long_text_is_cut() -> None:
    assert len(cleaned("x" * 100_000)) == LONGEST_TEXT


def test_a_long_run_of_slashes_hides_no_command() -> None:
    assert not cleaned("/" * LONGEST_TEXT + " /restart").startswith("/")


def test_a_message_is_read_with_all_its_parts() -> None:
    assert read_message(MESSAGE) == Incoming("talk_1-A", "17", "Hallo", "website", "de")


def test_channel_and_language_may_be_left_out() -> None:
    read = read_message({"conversation": "talk", "message_id": "1", "text": "hello"})
    assert (read.channel, read.language) == ("website", None)


def test_a_buttons_payload_is_taken_as_it_is() -> None:
    payload = '/inform{"contact_opt_in": true}'
    assert read_message({**changed(button=payload), "text": None}).text == payload


def test_a_button_may_say_words_as_if_they_were_typed() -> None:
    said = read_message({**changed(button="within 4 weeks", title="In 4 weeks"), "text": None})
    assert (said.text, said.title) == ("within 4 weeks", "In 4 weeks")
    assert read_message(changed(button=" / restart", text=None)).text == "restart"


@pytest.mark.parametrize(
    "body",
    [
        None,
        [],
        "hello",
        {},
        changed(conversation=None),
        changed(conversation=""),
        changed(conversation="a b"),
        changed(conversation="talk\n"),
        changed(conversation="../etc"),
        changed(conversation="x" * 65),
        changed(message_id=17),
        changed(message_id=""),
        changed(message_id="1" * 129),
        changed(text=None),
        changed(text=5),
        changed(text=None, button=7),
        changed(button=7),
    ],
)
def test_what_is_not_one_message_is_refused(body: Any) -> None:
    with pytest.raises(BadMessage):
        read_message(body)
