"""Numbers in English and German text, whichever way they are written."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.understanding.number_words import german_value, ordinal_value
from bot.understanding.numbers import find_numbers, read_digits


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("we have 17 of them", 17),
        ("1.250", 1250),
        ("1,250", 1250),
        ("1.250,75", "1250.75"),
        ("1,250.75", "1250.75"),
        ("3'400'000", 3400000),
        ("64 000", 64000),
        ("0,25", "0.25"),
        ("42k", 42000),
        ("42 Tsd.", 42000),
        ("1.375 million", 1375000),
        ("6,5 Mio.", 6500000),
        ("2bn", 2000000000),
        ("4 lakh", 400000),
        ("ninety thousand", 90000),
        ("one hundred and ten thousand four hundred", 110400),
        ("three and a half million", 3500000),
        ("half a million", 500000),
        ("a quarter of a million", 250000),
        ("eine halbe Million", 500000),
        ("dreizehntausendvierhundert", 13400),
        ("achtundsechzigtausend", 68000),
        ("viereinhalb Millionen", 4500000),
        ("zwei Millionen dreihunderttausend", 2300000),
        ("neunhundert Komma fünf", "900.5"),
    ],
)
def test_a_number_is_read_in_digits_and_in_words(text, value):
    assert [number.value for number in find_numbers(text)] == [Decimal(value)]


@pytest.mark.parametrize("text", ["14.7.2027", "ein Angebot", "a question", "no digits here"])
def test_a_date_and_a_lone_article_are_no_numbers(text):
    assert find_numbers(text) == []


def test_letters_on_the_left_are_reported():
    assert [(number.value, number.attached) for number in find_numbers("Q4 or 12")] == [
        (4, True),
        (12, False),
    ]


def test_billion_is_a_thousand_times_more_in_german():
    assert find_numbers("eine Billion", "de")[0].value == 1000 * find_numbers("one billion", "en")[0].value


@pytest.mark.parametrize(
    ("word", "value"),
    [("seventh", 7), ("vierten", 4), ("siebenundzwanzigste", 27), ("zwanzigster", 20), ("gute", None)],
)
def test_ordinals_have_their_value(word, value):
    assert ordinal_value(word) == value


@given(st.integers(0, 999_999_999), st.integers(0, 99), st.sampled_from([".", ",", "'", " "]))
def test_a_number_formatted_by_either_locale_is_read_back(whole, cents, group):
    decimal = "," if group == "." else "."
    written = f"{whole:,}".replace(",", group)
    assert find_numbers(written)[0].value == whole
    assert find_numbers(f"{written}{decimal}{cents:02d}")[0].value == Decimal(f"{whole}.{cents:02d}")


@given(st.integers(1, 999_999))
def test_a_german_compound_is_read_back(number):
    assert german_value(_in_german(number)) == number or number == 1


@given(st.text(max_size=300))
def test_no_text_makes_it_fail_and_spans_lie_inside(text):
    for number in find_numbers(text):
        assert 0 <= number.start < number.end <= len(text)


@given(st.text(alphabet="0123456789.,' ", max_size=40))
def test_any_shape_of_digits_is_read_or_refused(text):
    for number in find_numbers(text):
        assert number.value >= 0


def test_a_shape_that_no_rule_allows_is_refused():
    assert read_digits("1.2.3") is None


_ONES = ["", "ein", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun", "zehn", "elf", "zwölf"]
_TENS = ["", "", "zwanzig", "dreißig", "vierzig", "fünfzig", "sechzig", "siebzig", "achtzig", "neunzig"]


def _in_german(number: int) -> str:
    thousands, rest = divmod(number, 1000)
    spoken = f"{_below_thousand(thousands)}tausend" if thousands else ""
    return spoken + _below_thousand(rest)


def _below_thousand(number: int) -> str:
    hundreds, rest = divmod(number, 100)
    spoken = f"{_ONES[hundreds]}hundert" if hundreds else ""
    if rest <= 12:
        return spoken + _ONES[rest]
    tens, ones = divmod(rest, 10)
    if tens == 1:
        return spoken + {6: "sech", 7: "sieb"}.get(ones, _ONES[ones]) + "zehn"
    return spoken + (f"{_ONES[ones]}und" if ones else "") + _TENS[tens]
