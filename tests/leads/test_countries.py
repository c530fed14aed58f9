"""In which country a lead is, by the words of its location or by its phone number."""

import pytest

from bot.understanding.word_lists import word_lists
from leads.countries import country_of_location, country_of_name, country_of_phone

REGIONS = {
    *("europe", "europa", "asia", "asien", "africa", "afrika", "scandinavia", "skandinavien", "benelux"),
    *("dach-region", "emea", "eu", "european union", "korea"),
}


@pytest.mark.parametrize(
    ("location", "code"),
    [
        ("Germany", "DE"),
        ("Deutschland", "DE"),
        ("die Schweiz", "CH"),
        ("Leeds, UK", "GB"),
        ("Austin, Texas, USA", "US"),
        ("the Netherlands", "NL"),
        ("Hamburg", None),
        ("Wilmington, DE", None),
        ("Atlanta, Georgia", None),
        ("New Mexico", None),
        ("Süddeutschland", None),
        ("", None),
    ],
)
def test_a_location_names_its_country_alone_or_last(location: str, code: str | None) -> None:
    assert country_of_location(location) == code


@pytest.mark.parametrize(
    ("number", "code"),
    [
        ("+441614960000", "GB"),
        ("+4915112345678", "DE"),
        ("+12125550123;ext=3", "US"),
        ("+80012345678", None),
        ("0161 496", None),
        ("call me", None),
    ],
)
def test_a_number_in_international_form_tells_its_country(number: str, code: str | None) -> None:
    assert country_of_phone(number) == code


def test_every_country_that_the_assistant_understands_has_a_code() -> None:
    assert [name for name in sorted(word_lists("places")["country"]) if not country_of_name(name)] == sorted(REGIONS)
