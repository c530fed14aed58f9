"""What every finder of names, titles, say and need promises for any text whatsoever."""

import time
from collections.abc import Callable
from typing import Protocol

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.understanding.deal.authority import find_authority, infer_authority
from bot.understanding.deal.need import find_need
from bot.understanding.who.company import find_company
from bot.understanding.who.job_title import find_department, find_job_title
from bot.understanding.who.person import find_person


class _Found(Protocol):
    @property
    def value(self) -> str: ...
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


Finder = Callable[[str, str, bool], _Found | None]
QUOTING: list[Finder] = [find_person, find_company, find_job_title, find_department, find_need]
ALL: list[Finder] = [*QUOTING, find_authority]

_PIECES = st.sampled_from(
    [
        "I'm",
        "ich bin",
        "my name is",
        "Jana",
        "Pohl",
        "von der",
        "at",
        "bei der",
        "GmbH",
        "& Co. KG",
        "AG",
        ",",
        "\n",
        ".",
        "CEO",
        "Head of",
        "we need",
        "a chatbot",
        "and",
        "und",
        "Dr.",
        "O'",
        "40k",
        "?",
        "\ud800",
        "é",
        "x",
    ]
)
_TEXTS = (
    st.text(max_size=120)
    | st.lists(_PIECES, max_size=25).map(" ".join)
    | st.text(st.characters(categories=["Cs", "L", "P"]), max_size=60)
)


@pytest.mark.parametrize("finder", ALL)
@given(text=_TEXTS, language=st.sampled_from(["en", "de"]), asked=st.booleans())
@settings(max_examples=150, deadline=None)
def test_no_text_makes_a_finder_fail(finder: Finder, text: str, language: str, asked: bool) -> None:
    found = finder(text, language, asked)
    assert found is None or 0 <= found.start < found.end <= len(text)


@pytest.mark.parametrize("finder", QUOTING)
@given(text=_TEXTS, asked=st.booleans())
@settings(max_examples=150, deadline=None)
def test_a_value_is_quoted_from_the_text(finder: Finder, text: str, asked: bool) -> None:
    found = finder(text, "en", asked)
    if found is not None:
        assert text[found.start : found.end] == found.value == found.value.strip()


@given(title=st.text(max_size=200))
def test_any_title_has_a_say_or_none(title: str) -> None:
    assert infer_authority(title) in {"decision_maker", "influencer", "none", None}


_LONG = [
    "I'm " * 500,
    "my name is " * 180,
    "Jana Pohl, " * 180,
    "GmbH & Co. KG " * 140,
    "von der " * 250,
    "a" * 2000,
    "A" * 2000,
    "a " * 1000,
    "A " * 1000,
    "we need " * 250,
    "senior " * 280,
    "Head of Sales and " * 110,
    "ich entscheide " * 130,
    "-" * 2000,
    "." * 2000,
    "( " * 1000,
    "regards, " * 220,
    "the name of the " * 120,
    "our company is " * 130,
    "wir sind die " * 150,
    "1 " * 1000,
    "no, " * 500,
    "hi, " * 500,
    "i would like to get the offer from " * 57,
    "mit dem der die das von " * 80,
    "leiter" * 330,
    "\n" * 2000,
    " " * 2000,
    "ich möchte " * 180,
    "Marlow & " * 220,
    "thanks " * 280,
    "we bought it from Apex Ltd. " * 70,
    "the\t" * 500,
    "my boss and i " * 140,
]


@pytest.mark.parametrize("text", _LONG, ids=lambda text: text[:14].strip() or "blank")
@pytest.mark.parametrize("finder", ALL)
def test_a_long_text_is_read_in_no_time(finder: Finder, text: str) -> None:
    best = min(_seconds(finder, text) for _ in range(3))
    assert best < 0.05


def _seconds(finder: Finder, text: str) -> float:
    started = time.process_time()
    finder(text[:2000], "en", True)
    return time.process_time() - started
