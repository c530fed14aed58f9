"""What stands on the message: readable on a phone, never too long, and nothing that a visitor says is markup."""

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from banter.operator_files.handoff_words import read_handoff_words
from banter.settings import ROOT
from handoff.card import Card, Row
from handoff.telegram.markup import LONGEST, cut, escaped, length, units
from handoff.telegram.rendering import Mention, message, sentence
from tests.handoff.telegram.fake_sales_telegram import plain

WORDS = read_handoff_words(ROOT / "data" / "handoff" / "en.yml")
CARD = Card(
    lead_id="0123456789abcdef01234567",
    language="en",
    heading="BANT lead, 82 of 100",
    who="Ruth Albers",
    job_title="Head of Logistics",
    company="Seegras Logistik GmbH",
    email="ruth.albers@seegras.example",
    phone="+49 40 123456",
    status="For Ana Ruiz (class = bant)",
    bant=(
        Row("Need", "planning our delivery tours", None, "we need something for planning our delivery tours"),
        Row("Budget", "€20,000", True, "about 20k"),
        Row("Authority", "someone else decides", False, "my boss decides"),
    ),
    more=(Row("Industry", "Logistics", None, "Logistics"),),
    missing=("Time frame",),
    lines=(("Assistant", "By when?"), ("Visitor", "my boss knows")),
    notes=("Ana Ruiz: call after three",),
    url="https://chat.seegras.example/console/leads/1",
    is_open=True,
    is_claimed=False,
    is_taken_over=False,
)
UGLY = (
    "<script>alert(1)</script>",
    "</b></blockquote><a href='tg://user?id=1'>",
    "&lt;b&gt; &amp;amp; &#60;",
    "a\n\n\nb\tc",
    "👩‍👩‍👧‍👦" * 50,
    "مرحبا بالعالم",
    "abc \u202egnp.exe\u202c \u2066 def",
    "@ana_ruiz /start@BanteBot #now",
    "<" * 1_000,
    "\ud7ff\ue000￿",
)


def card(**changes: object) -> Card:
    return replace(CARD, **changes)  # type: ignore[arg-type]


def test_everything_that_is_needed_to_call_stands_in_the_order_in_which_it_is_read() -> None:
    assert plain(message(CARD, WORDS)) == (
        "Ruth Albers, Head of Logistics\n"
        "Seegras Logistik GmbH\n"
        "BANT lead, 82 of 100\n"
        "For Ana Ruiz (class = bant)\n\n"
        "▫️ Need: planning our delivery tours\n"
        "we need something for planning our delivery tours\n"
        "✅ Budget: €20,000\n"
        "about 20k\n"
        "❌ Authority: someone else decides\n"
        "my boss decides\n"
        "❔ Not known yet: Time frame\n"
        "Industry: Logistics\n\n"
        "✉️ ruth.albers@seegras.example\n"
        "📞 +49 40 123456\n\n"
        "📝 Ana Ruiz: call after three\n\n"
        "Latest in the conversation\n"
        "Assistant: By when?\n"
        "Visitor: my boss knows"
    )


def test_words_that_are_the_value_itself_are_not_repeated() -> None:
    row = Row("Need", "Delivery tours, and more than that", None, "delivery tours…")
    assert plain(message(card(bant=(row,)), WORDS)).count("elivery tours") == 1


def test_of_a_lead_that_said_nothing_the_little_there_is_is_shown() -> None:
    bare = card(job_title=None, company=None, email=None, phone=None, bant=(), more=(), missing=(), lines=(), notes=())
    assert plain(message(bare, WORDS)) == "Ruth Albers\nBANT lead, 82 of 100\nFor Ana Ruiz (class = bant)"


@pytest.mark.parametrize("ugly", UGLY)
def test_nothing_that_a_visitor_says_is_markup(ugly: str) -> None:
    row = Row("Need", ugly, None, f"I said {ugly}")
    head = {"who": ugly, "job_title": ugly, "company": ugly, "status": ugly}
    filled = card(**head, bant=(row,), lines=((ugly, ugly),), notes=(ugly,))
    shown = message(filled, WORDS, sentence(ugly, Mention(ugly, 7)), Mention(ugly, 7))
    assert units(plain(shown)) <= LONGEST
    assert set(re.findall(r"<[^>]*>", shown)) <= {
        *("<b>", "</b>", "<i>", "</i>", "<blockquote expandable>", "</blockquote>"),
        *('<a href="tg://user?id=7">', "</a>"),
    }


def test_a_visitor_notifies_nobody_and_puts_no_command_in_front_of_a_thumb() -> None:
    shown = plain(escaped("ask @ana_ruiz or /start now, mail me@seegras.example, https://seegras.example/a/b"))
    assert "@ana" not in shown
    assert "/start" not in shown
    assert shown.replace("\u2060", "") == (
        "ask @ana_ruiz or /start now, mail me@seegras.example, https://seegras.example/a/b"
    )
    assert "me@seegras.example, https://seegras.example/a/b" in shown


def test_right_to_left_words_stay_between_the_words_around_them() -> None:
    assert escaped("مرحبا") == "\u2068مرحبا\u2069"
    assert escaped("abc \u202egnp.exe") == "abc gnp.exe", "nobody turns the letters of a line around"


def test_an_emoji_is_not_cut_in_two() -> None:
    for longest in range(12):
        shortened = cut("😀" * 5, longest)
        assert units(shortened) <= longest
        assert shortened.strip("😀…") == ""


def test_what_is_too_long_loses_the_conversation_first_and_the_quotes_next() -> None:
    lines = tuple(("Visitor", f"line {number} " + "x" * 280) for number in range(6))
    bant = tuple(Row(label, "v" * 350, True, "q" * 300) for label in ("Need", "Budget", "Authority", "Time frame"))
    shown = plain(message(card(lines=lines, bant=bant), WORDS))
    assert "line 5" in shown
    assert "line 0" not in shown
    assert "q" * 300 in shown
    longer = tuple(Row(row.label, "v" * 900, True, row.said) for row in bant)
    shown = plain(message(card(lines=lines, bant=longer, more=longer), WORDS))
    assert "line 5" not in shown
    assert "q" * 101 not in shown
    assert "v" * 250 in shown
    assert "ruth.albers@seegras.example" in shown


@given(
    value=st.text(max_size=4_000),
    said=st.text(max_size=300),
    repeated=st.integers(0, 15),
    news=st.text(max_size=4_000),
)
def test_no_message_is_too_long_or_broken(value: str, said: str, repeated: int, news: str) -> None:
    row = Row("Need", value, None, said)
    filled = card(
        who=value, company=value, job_title=value, status=value, bant=(row,) * 4, more=(row,) * repeated,
        lines=((value, said),) * 6, notes=(value,) * 20,
    )  # fmt: skip
    assert units(plain(message(filled, WORDS, sentence(news, Mention(said, 7), 800)))) <= LONGEST
    assert units(plain(sentence(news, Mention(said[:200], 7)))) <= LONGEST


@given(st.text(max_size=300))
def test_our_measure_is_that_of_the_text_which_is_shown(text: str) -> None:
    marked = f"<b>{escaped(text)}</b>"
    assert length(marked) == units(plain(marked))


def test_who_shall_act_is_mentioned_by_name_or_in_front() -> None:
    ana = Mention("Ana <3", 71)
    link = '<a href="tg://user?id=71">Ana &lt;3</a>'
    assert sentence("Now it is up to Ana <3.", ana) == f"Now it is up to {link}."
    assert sentence("Nobody has taken it.", ana) == f"{link}: Nobody has taken it."
    assert link in message(card(status="For Ana <3 (class = bant)"), WORDS, "", ana)
