"""Slack's markup, both ways."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gateway.slack.markup import decode, encode, mentions


@pytest.mark.parametrize(
    ("arrived", "typed"),
    [
        ("<mailto:maya@seegras.example|maya@seegras.example>", "maya@seegras.example"),
        ("me: <mailto:a.b+c@seegras.example|a.b+c@seegras.example>, thanks", "me: a.b+c@seegras.example, thanks"),
        ("<tel:+491701234567|0170 1234567>", "0170 1234567 (+491701234567)"),
        ("<tel:+491701234567|+491701234567>", "+491701234567"),
        ("<https://seegras.example/a?b=1&amp;c=2>", "https://seegras.example/a?b=1&c=2"),
        ("we are <http://seegras.example|seegras.example>", "we are seegras.example"),
        ("<https://seegras.example|our site>", "our site (https://seegras.example)"),
        ("R&amp;D at Weber &amp; Söhne", "R&D at Weber & Söhne"),
        ("budget &lt; 5k &gt; 2k", "budget < 5k > 2k"),
        ("&amp;lt; stays what it was", "&lt; stays what it was"),
        ("&copy; &#65; are no entities of Slack's", "&copy; &#65; are no entities of Slack's"),
        ("<@U0BOT> what does it cost?", "what does it cost?"),
        ("Hi <@U0BOT|bante>, hello", "Hi, hello"),
        ("ask <@U7MAYA> or <@U8|jonas>", "ask @U7MAYA or @jonas"),
        ("in <#C1|general> and <#C2>", "in #general and #C2"),
        ("<!here> and <!subteam^S1|@sales>", "@here and @sales"),
        ("<!date^1392734382^{date}|18 Feb>", "18 Feb"),
        ("a < b", "a < b"),
        ("<>", ""),
        ("", ""),
    ],
)
def test_what_arrives_is_read_as_it_was_typed(arrived: str, typed: str) -> None:
    assert decode(arrived, "U0BOT") == typed


@pytest.mark.parametrize("text", ["Weber & Söhne <GmbH>", "<!channel> <@U1>", "&amp;", "a & b < c > d"])
def test_what_goes_out_contains_no_markup_and_comes_back_as_it_was(text: str) -> None:
    assert "<" not in encode(text)
    assert decode(encode(text)) == text


def test_the_people_that_a_text_names_are_known() -> None:
    assert mentions("<@U1> and <@W2|jonas>, not <#C1|general> or &lt;@U3&gt;") == {"U1", "W2"}


@given(st.text())
def test_any_text_goes_out_and_comes_back(text: str) -> None:
    assert decode(encode(text)) == text.strip(" \t\n,:")


@given(st.text(alphabet="<>@|!#&;amplt:^ U1", max_size=40))
def test_any_markup_is_read_without_an_error(text: str) -> None:
    decode(text, "U1")
    mentions(text)
