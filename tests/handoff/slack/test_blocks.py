"""The card in blocks: everything within Slack's limits, the buttons that fit its state."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from banter.operator_files.handoff_words import read_handoff_words
from banter.settings import ROOT
from handoff.card import Card, Row
from handoff.slack.blocks import Colleague, in_words, message, news, summary
from handoff.slack.modal import modal
from tests.gateway.slack.block_rules import wrong_blocks
from tests.handoff.slack.sales_slack import titles, words

ENGLISH, GERMAN = (read_handoff_words(ROOT / "data" / "handoff" / f"{language}.yml") for language in ("en", "de"))
ANA = Colleague("Ana Ruiz", "U0ANA")
CARD = Card(
    lead_id="1",
    language="en",
    heading="BANT lead, 82 of 100",
    who="Maya Stern",
    job_title="Head of Logistics",
    company="Seegras GmbH",
    email="maya@seegras.example",
    phone="+49 151 2345678",
    status="For Ana Ruiz (class = bant)",
    bant=(Row("Need", "planning tours", True, "we plan tours by hand"), Row("Budget", "€20,000", False, "€20,000")),
    more=(Row("Industry", "logistics", None, "we ship"),),
    missing=("Authority", "Time frame"),
    lines=(("Assistant", "May we call you?"), ("Visitor", "yes")),
    notes=("Ben Adler: old customer",),
    url="https://chat.example.com/console/leads/1",
    is_open=True,
    is_claimed=False,
    is_taken_over=False,
)
UGLY = st.text(max_size=60).map(lambda text: (text + "<!channel> & *x* ") * 70)


def test_a_card_reads_from_top_to_bottom_as_a_call_is_prepared() -> None:
    assert words(message(CARD, ENGLISH, ANA, True)).splitlines() == [
        "Maya Stern, Seegras GmbH",
        "*BANT lead, 82 of 100*",
        "Head of Logistics",
        "For <@U0ANA> (class = bant)",
        "✉️ <mailto:maya@seegras.example|maya@seegras.example>",
        "📞 <tel:+491512345678|+49 151 2345678>",
        "✅ *Need*: planning tours",
        ">we plan tours by hand",
        "❌ *Budget*: €20,000",
        "❔ *Not known yet*: Authority, Time frame",
        "Industry: logistics",
        "📝 Ben Adler: old customer",
        "*Latest in the conversation*",
        "*Assistant*: May we call you?",
        "*Visitor*: yes",
    ]


@pytest.mark.parametrize(
    ("state", "shown"),
    [
        ({}, ["I take it", "Open", "Not a fit"]),
        ({"is_claimed": True}, ["Won", "Lost", "Open", "Not a fit"]),
        ({"is_claimed": True, "is_taken_over": True}, ["Won", "Lost", "Hand back", "Open", "Not a fit"]),
        ({"is_open": False}, ["Open"]),
        ({"is_open": False, "is_taken_over": True}, ["Hand back", "Open"]),
    ],
)
def test_buttons_fit_the_state(state: dict[str, bool], shown: list[str]) -> None:
    card = replace(CARD, **state)  # type: ignore[arg-type]
    assert titles({"blocks": message(card, ENGLISH, ANA, acts=True)}) == shown
    assert titles({"blocks": message(card, ENGLISH, ANA, acts=False)}) == ["Open"]


@given(UGLY)
def test_no_data_makes_a_message_that_slack_refuses(ugly: str) -> None:
    rows = tuple(Row(ugly, ugly, None, ugly[:300]) for _ in range(4))
    card = replace(CARD, who=ugly, company=ugly, job_title=ugly, email=ugly[:320], phone=ugly[:60], status=ugly)
    card = replace(card, bant=rows, more=rows * 3, missing=(ugly,) * 4, lines=((ugly, ugly[:300]),) * 6)
    blocks = message(replace(card, notes=(ugly,) * 9), ENGLISH, ANA, True, above=summary(card))
    assert wrong_blocks(blocks) == []
    assert wrong_blocks(news(ugly * 3, ANA)) == []
    marked = [block for block in blocks if block["type"] != "header"]
    assert "<!" not in words(marked) + words(news(ugly)) + summary(card)
    assert len(in_words(blocks)) <= 3_000


def test_a_long_name_leaves_room_for_the_company() -> None:
    header, *_ = message(replace(CARD, who="Maya " * 60), ENGLISH, ANA, True)
    assert header["text"]["text"].endswith("…, Seegras GmbH")


def test_a_sentence_that_names_the_colleague_mentions_them_once() -> None:
    assert words(news("Now it is up to Ana Ruiz.", ANA)) == "Now it is up to <@U0ANA>."
    assert words(news("Nobody took it.", ANA)) == "<@U0ANA> Nobody took it."


@pytest.mark.parametrize("given", [ENGLISH, GERMAN])
def test_the_form_keeps_to_the_limits(given: object) -> None:
    form = modal(given, "1", "not_a_fit", "C1")  # type: ignore[arg-type]
    assert max(len(form[part]["text"]) for part in ("title", "submit")) <= 24
    select = form["blocks"][0]["element"]
    assert 0 < len(select["options"]) <= 100
    assert all(len(option["text"]["text"]) <= 75 for option in select["options"])
