"""What the finders of contacts, sizes, industries, places, language and yes/no promise for any text whatsoever."""

import time
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.understanding.answers.yes_no import find_yes_no
from bot.understanding.contact import (
    company_from_email,
    find_emails,
    find_phones,
    is_disposable,
    is_freemail,
    is_role_address,
    suggest_domain,
)
from bot.understanding.language import find_language
from bot.understanding.who.company_size import find_company_size
from bot.understanding.who.industry import find_industry
from bot.understanding.who.location import find_location

_WORDS = """
    ida @ lorenz .de at dot (at) punkt +49 0151 - / (0) x12 <mailto: > | 40 10k people Mitarbeiter in from aus Leeds
    Köln logistics Branche : yes nein nicht ? , . € é 👍
"""
_PIECES = st.sampled_from([*_WORDS.split(), "we are", "wir sind", "23 45", "\n", "\ud800", "\u00a0"])
_TEXTS = (
    st.text(max_size=120)
    | st.lists(_PIECES, max_size=25).map("".join)
    | st.lists(_PIECES, max_size=25).map(" ".join)
    | st.text(st.characters(categories=["Cs", "L", "N", "P"]), max_size=60)
)


@given(text=_TEXTS)
@settings(max_examples=300, deadline=None)
def test_contacts_quote_the_text_in_order_and_never_overlap(text: str) -> None:
    for found in (find_emails(text), find_phones(text), find_phones(text, "GB")):
        reached = 0
        for contact in found:
            assert reached <= contact.start < contact.end <= len(text)
            assert text[contact.start : contact.end] == contact.value
            assert contact.normalized
            reached = contact.end


@given(text=_TEXTS, language=st.sampled_from(["en", "de"]), asked=st.booleans())
@settings(max_examples=300, deadline=None)
def test_facts_stay_inside_the_text(text: str, language: str, asked: bool) -> None:
    for found in (find_industry(text, language, asked), find_location(text, language, asked)):
        assert found is None or (found.value and text[found.start : found.end] == found.value)
    size = find_company_size(text, language, asked)
    if size:
        assert 0 <= size.start < size.end <= len(text)
        assert (size.minimum or 0) <= (size.maximum or size.minimum or 0)


@given(text=_TEXTS, language=st.sampled_from(["en", "de"]))
@settings(max_examples=200, deadline=None)
def test_any_text_has_a_language_when_one_is_known_and_at_most_one_answer(text: str, language: str) -> None:
    assert find_language(text, language) in ("en", "de")
    assert find_language(text) in ("en", "de", None)
    assert find_yes_no(text, language) in (True, False, None)


@given(email=_TEXTS)
@settings(max_examples=200, deadline=None)
def test_anything_may_be_asked_about_as_a_mail_address(email: str) -> None:
    assert isinstance(is_freemail(email) or is_role_address(email) or is_disposable(email), bool)
    assert company_from_email(email) != ""
    assert suggest_domain(email) != email.rpartition("@")[2].lower()


_SLOWEST_SECONDS = 0.05
_LONG_TEXTS = [
    (piece * 2000)[:2000]
    for piece in (
        "a",
        "a ",
        "1",
        "1 ",
        "1-",
        "@",
        "a@",
        "a.",
        "a@a.",
        "a dot b at c dot d ",
        "(",
        " ",
        "+1 ",
        "0151 2345678, ",
        "AB12 ",
        "<mailto:a|",
        "[a](b",
        "we are ",
        "in Leeds ",
        "based in ",
        "Aa und ",
        "food ",
        "yes ",
        "is ",
        "2 people ",
        "more than 10 ",
        "\ud800",
        "_",
        "\n",
    )
]


@pytest.mark.parametrize(
    "finder",
    [
        find_emails,
        find_phones,
        find_language,
        find_yes_no,
        find_company_size,
        find_industry,
        find_location,
        lambda text: find_company_size(text, "de", asked=True),
        lambda text: find_industry(text, "de", asked=True),
        lambda text: find_location(text, "de", asked=True),
    ],
)
def test_a_long_message_takes_no_longer_than_a_blink(finder: Callable[[str], object]) -> None:
    finder("warm up 0151 2345678, ida@lorenz.de, 40 people in Leeds")
    for text in _LONG_TEXTS:
        assert _fastest(finder, text) <= _SLOWEST_SECONDS, text[:20]


def _fastest(finder: Callable[[str], object], text: str) -> float:
    """The best of several runs, so that a busy machine does not count."""
    fastest = float("inf")
    for _ in range(5):
        started = time.process_time()
        finder(text)
        fastest = min(fastest, time.process_time() - started)
    return fastest
