"""The budget that a message names, in English and German."""

import timeit
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.understanding.money.budget import find_budget


def _read(text, language="en", asked=False):
    budget = find_budget(text, language, asked)
    return budget and (budget.minimum, budget.maximum, budget.currency)


@pytest.mark.parametrize(
    ("text", "minimum", "maximum", "currency"),
    [
        ("We set aside around 22k pounds", 22000, 22000, "GBP"),
        ("somewhere between 60 and 75k USD", 60000, 75000, "USD"),
        ("45 to 55k", 45000, 55000, None),
        ("15–25k €", 15000, 25000, "EUR"),
        ("from $5,000 to $7,500", 5000, 7500, "USD"),
        ("up to 80k CHF", None, 80000, "CHF"),
        ("no more than £9,500", None, 9500, "GBP"),
        ("at least 6k euros", 6000, None, "EUR"),
        ("14.500 eur would be ok", 14500, 14500, "EUR"),
        ("CHF 25'000", 25000, 25000, "CHF"),
        ("four euros and 30 cents", Decimal("4.30"), Decimal("4.30"), "EUR"),
        ("nine hundred swedish crowns", 900, 900, "SEK"),
        ("low six figures", 100000, 300000, None),
        ("three quarters of a budget, that is 1.2M USD", 1200000, 1200000, "USD"),
        ("20 MEUR", 20000000, 20000000, "EUR"),
        ("30k+", 30000, None, None),
        ("30k plus VAT", 30000, 30000, None),
        ("60 grand, pounds of course", 60000, 60000, "GBP"),
        ("our budget is 15k, at most 18k", 15000, 18000, None),
        ("25k dollars and not a cent more", None, 25000, "USD"),
        ("three quarters of a million euros", 750000, 750000, "EUR"),
        ("we can't go above 30k", None, 30000, None),
        ("more than £20k isn't possible", None, 20000, "GBP"),
        ("more than 20k dollars, and not just once", 20000, None, "USD"),
    ],
)
def test_english_budgets(text, minimum, maximum, currency):
    assert _read(text) == (minimum, maximum, currency)


@pytest.mark.parametrize(
    ("text", "minimum", "maximum", "currency"),
    [
        ("12 bis 15 TEUR", 12000, 15000, "EUR"),
        ("höchstens 18.000 Euro", None, 18000, "EUR"),
        ("ab 9.000 €", 9000, None, "EUR"),
        ("mindestens zwanzigtausend Franken", 20000, None, "CHF"),
        ("zwischen 35.000 und 45.000 Euro", 35000, 45000, "EUR"),
        ("eine Viertelmillion Euro", 250000, 250000, "EUR"),
        ("1,5 Mio. €", 1500000, 1500000, "EUR"),
        ("fünfstellig", 10000, 99999, None),
        ("so drei, vier tausend Euro", 3000, 4000, "EUR"),
        ("sieben- bis achttausend Euro", 7000, 8000, "EUR"),
        ("zwei- bis dreihundert Euro", 200, 300, "EUR"),
        ("dreieinhalbtausend Euro", 3500, 3500, "EUR"),
        ("vierzigtausend Euro, mehr nicht", None, 40000, "EUR"),
        ("Budget wären 20k, eher 22k", 22000, 22000, None),
        ("Budget sind so fünfzehn Riesen", 15000, 15000, None),
        ("im mittleren fünfstelligen Bereich", 30000, 70000, None),
        ("sechsstellig", 100000, 999999, None),
        ("nicht mehr als 7500,50 Euro", None, Decimal("7500.50"), "EUR"),
        ("drei Euro achtzig", Decimal("3.80"), Decimal("3.80"), "EUR"),
        ("500,- €", 500, 500, "EUR"),
        ("mehr als 18.000 Franken sind nicht drin", None, 18000, "CHF"),
        ("über 20.000 Euro haben wir nicht", None, 20000, "EUR"),
        ("Es soll bis zum 30. Juni laufen. Wir haben 1,5 Mio. € zur Verfügung", 1500000, 1500000, "EUR"),
        ("mehr als 20.000 Euro, aber nicht sofort", 20000, None, "EUR"),
    ],
)
def test_german_budgets(text, minimum, maximum, currency):
    assert _read(text, "de") == (minimum, maximum, currency)


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("$900/month", "month"),
        ("budget of 3k pm", "month"),
        ("our budget is 14k p.a.", "year"),
        ("2k euros per month", "month"),
        ("a monthly budget of 700 dollars", "month"),
        ("40.000 € p.a.", "year"),
        ("3.000 Euro im Monat", "month"),
        ("ein Jahresbudget von 60.000 Euro", "year"),
        ("einmalig 15.000 Euro", "once"),
        ("15.000 Euro", None),
    ],
)
def test_the_period_is_read(text, period):
    assert find_budget(text, "de").period == period


@pytest.mark.parametrize(
    "text",
    [
        "We are 320 employees",
        "in 4 months",
        "It grew by 30%",
        "call me at +49 351 1234567",
        "in Q3 2027",
        "We were founded in 1998",
        "no budget yet",
        "on 12.03.2027",
        "we have 60k users",
        "120 Mitarbeiter an 4 Standorten",
    ],
)
@pytest.mark.parametrize("asked", [False, True])
def test_counts_dates_shares_and_phone_numbers_are_no_money(text, asked):
    assert find_budget(text, "en", asked) is None


def test_a_bare_number_is_money_only_when_asked():
    assert find_budget("7500") is None
    assert _read("7500", asked=True) == (7500, 7500, None)


def test_a_company_named_like_a_sum_is_no_money():
    assert find_budget("I work at 3M") is None


def test_a_number_that_begins_a_name_is_no_money_even_when_asked():
    assert find_budget("it is 7hills tours", asked=True) is None
    assert find_budget("30ish", asked=True) is not None


def test_a_bare_number_is_money_beside_a_word_of_spending():
    assert _read("we could spend 7500 on it") == (7500, 7500, None)


def test_the_amount_taken_back_does_not_count():
    assert _read("sorry, 40k not 25k") == (40000, 40000, None)
    assert _read("25k euros, no, I meant 40k euros") == (40000, 40000, "EUR")
    assert _read("nicht 25.000 Euro, sondern 40.000 Euro", "de") == (40000, 40000, "EUR")


def test_the_budget_goes_before_the_turnover():
    assert _read("With 9 million euros in revenue we have a budget of 30,000 euros") == (30000, 30000, "EUR")


def test_the_span_covers_amount_and_currency():
    budget = find_budget("I'd say 18k pounds, maybe")
    assert "I'd say 18k pounds, maybe"[budget.start : budget.end] == "18k pounds"


@given(st.text(max_size=300), st.booleans(), st.sampled_from(["en", "de"]))
def test_no_text_makes_it_fail_and_spans_lie_inside(text, asked, language):
    budget = find_budget(text, language, asked)
    assert budget is None or 0 <= budget.start < budget.end <= len(text)


_PIECES = [
    "from",
    "to",
    "bis",
    "20",
    "k",
    "30.000",
    "€",
    "USD",
    "and",
    "zwischen",
    "max",
    "five",
    "figures",
    "tausend",
    "-",
    "%",
    "p.a.",
    "not",
]


@given(st.lists(st.sampled_from(_PIECES), max_size=12).map(" ".join), st.booleans())
def test_no_mix_of_money_words_makes_it_fail(text, asked):
    budget = find_budget(text, "en", asked)
    assert budget is None or None in (budget.minimum, budget.maximum) or budget.minimum <= budget.maximum


@given(st.integers(1, 900_000), st.integers(1, 900_000))
def test_a_range_has_its_lower_end_first(low, high):
    budget = find_budget(f"from {low} to {high} euros")
    assert (budget.minimum, budget.maximum) == (min(low, high), max(low, high))


@pytest.mark.parametrize("piece", ["20 to ", "50k ", "1 ", "€", "not more than ", "one hundred ", "111 ", "between "])
def test_two_thousand_characters_take_no_longer_than_a_blink(piece):
    text = (piece * 2000)[:2000]
    assert min(timeit.repeat(lambda: find_budget(text, "en", True), number=1, repeat=5)) < 0.1


@pytest.mark.parametrize(
    "text",
    [
        "the blue one",
        "the one that I told you",
        "just the small one please",
        "der mit der eins",
        "das eine von gestern",
    ],
)
def test_one_of_several_things_is_no_amount(text):
    assert find_budget(text, "en", asked=True) is None
    assert find_budget(text, "de", asked=True) is None
