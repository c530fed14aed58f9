"""Somebody's words among our markup: shown as they are, whatever they are; and what is typed in Slack, as text."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handoff.slack.markup import decode, emoji_in, mail_link, mentions, phone_link, plain, plain_lines


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("planning tours", "planning tours"),
        ("Weber & Söhne <b>", "Weber &amp; Söhne &lt;b&gt;"),
        ("*bold* _it_ ~no~ `code`", "∗bold∗ ˍitˍ ∼no∼ ˋcodeˋ"),
        ("snake_case, 2*3, a~b", "snake_case, 2*3, a~b"),
        (":tada: at 10:30", "∶tada: at 10:30"),
        ("<!channel> <@U1> <https://evil.example|ok>", "&lt;!channel&gt; &lt;@U1&gt; &lt;https://evil.example|ok&gt;"),
        ("one\n\n two\u202e\u0000", "one two"),
        ("שלום", "\u2068שלום\u2069"),
        ("👩‍🚀 ok", "👩‍🚀 ok"),
        ("", ""),
    ],
)
def test_words_are_shown_as_they_are(said: str, shown: str) -> None:
    assert plain(said) == shown


@given(st.text(), st.integers(min_value=10, max_value=3_000))
def test_nothing_is_injected_and_nothing_is_too_long(said: str, longest: int) -> None:
    marked = plain(said * 20, longest)
    assert len(marked) <= longest
    assert "\n" not in marked
    assert not re.search(r"[<>]|&(?!(?:amp|lt|gt);)", marked)
    assert "`" not in marked


def test_lines_stay_lines_and_no_quote_is_made_of_them() -> None:
    assert plain_lines("one\n> two\n\n" + "x" * 50, 80) == ["one", "› two", "x" * 40, "x" * 10]


def test_addresses_can_be_pressed_and_hold_nothing_else() -> None:
    assert mail_link("a_b@x.example") == "<mailto:a_b@x.example|a_b@x.example>"
    assert mail_link("a|b>@x.example") == "<mailto:a%7Cb%3E@x.example|a|b&gt;@x.example>"
    assert phone_link("+49 151 2345") == "<tel:+491512345|+49 151 2345>"


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("Weber &amp; Söhne &lt;3 &copy;", "Weber & Söhne <3 &copy;"),
        ("<mailto:a@b.example|a@b.example> or <tel:123|123>", "a@b.example or 123"),
        ("<https://x.example>, <https://x.example|x.example>", "https://x.example, x.example"),
        ("<https://x.example|here>", "here (https://x.example)"),
        ("<@U0BOT> hello", "hello"),
        ("ask <@U7|ben> in <#C1|sales>, <!here>", "ask ben in sales, @here"),
        (":wave: at 10:30:00 :unknown:", "👋 at 10:30:00 :unknown:"),
    ],
)
def test_what_is_typed_reads_as_it_was_typed(typed: str, read: str) -> None:
    assert decode(typed, {"wave": "👋"}, "U0BOT") == read


def test_emoji_are_found_wherever_they_stand_in_a_message() -> None:
    flag = {"type": "emoji", "name": "flag-de", "unicode": "1f1e9-1f1ea"}
    own = {"type": "emoji", "name": "parrot"}
    blocks = [{"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": [flag, own]}]}]
    assert emoji_in(blocks) == {"flag-de": "🇩🇪"}
    assert emoji_in(None) == emoji_in("x") == {}


def test_who_is_mentioned_is_known() -> None:
    assert mentions("<@U1> and <@U2|ben> & @U3") == {"U1", "U2"}
