"""The country of a lead: the one that its location names, or else the one of its phone number."""

import re
from functools import cache

import phonenumbers
from babel import Locale

CODES = phonenumbers.SUPPORTED_REGIONS
ALSO_CALLED = {  # what the lists of babel do not have
    "GB": "UK, U.K., Great Britain, Britain, England, Scotland, Wales, Northern Ireland, Großbritannien, "
    "Grossbritannien, Schottland, Nordirland",
    "US": "USA, U.S.A., US, U.S., America, Amerika, the States, Vereinigten Staaten",
    "AT": "Oesterreich, Osterreich",
    "BA": "Bosnia, Bosnien",
    "CH": "Suisse, Svizzera",
    "CZ": "Czech Republic, Tschechische Republik",
    "DE": "BRD",
    "DK": "Daenemark",
    "HK": "Hong Kong, Hongkong",
    "NL": "Holland, Niederlanden",
    "MD": "Moldau",
    "RO": "Rumaenien",
    "TR": "Turkey, Tuerkei",
    "AE": "UAE, VAE, Emirates, Emirate, Emiraten",
}
SHARED = {"georgia"}  # more often the state of the USA
ARTICLE = re.compile(r"(?:the|die|der|den)\s+")


def country_of_location(location: str) -> str | None:
    """The ISO code of the country that stands alone or after the last comma: "Schweiz", "Leeds, UK".

    Codes are not read here: "Wilmington, DE" lies in the USA.
    """
    return country_of_name(location.rpartition(",")[2])


def country_of_name(name: str) -> str | None:
    """The ISO code of a country by its English or German name."""
    plain = name.strip().casefold()
    return _names().get(plain) or _names().get(ARTICLE.sub("", plain))


def country_of_phone(number: str) -> str | None:
    """The ISO code of the country of a number in international form."""
    try:
        region = phonenumbers.region_code_for_number(phonenumbers.parse(number))
    except phonenumbers.NumberParseException:
        return None
    return region if region in CODES else None


@cache
def _names() -> dict[str, str]:
    listed = [(name, code) for language in ("en", "de") for code, name in Locale.parse(language).territories.items()]
    further = [(name, code) for code, names in ALSO_CALLED.items() for name in names.split(", ")]
    names = {name.casefold(): code for name, code in (*listed, *further) if code in CODES}
    return {name: code for name, code in names.items() if name not in SHARED}
