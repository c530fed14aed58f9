"""Public holidays of a country or of one of its states."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache, partial

from holidays import country_holidays, list_localized_countries, list_supported_countries


@dataclass(frozen=True)
class PublicHolidays:
    """``country`` is an ISO 3166 code (DE), ``state`` the second half of an ISO 3166-2 code (HH), or ``None``."""

    country: str
    state: str | None = None

    @classmethod
    def parse(cls, code: str) -> "PublicHolidays":
        """From "DE" or "DE-HH". Raises ``ValueError`` that says what to write instead."""
        country, _, state = code.partition("-")
        states = list_supported_countries().get(country)
        if states is None:
            raise ValueError(
                f"no holidays are known for {code!r}; write a country such as DE, or a state such as DE-HH"
            )
        if state and state not in states:
            known = (
                f"write one of {', '.join(f'{country}-{each}' for each in states)}" if states else f"write {country}"
            )
            raise ValueError(f"{country} has no state {state!r}; {known}")
        return cls(country, state or None)

    def name(self, day: date, language: str) -> str | None:
        """What the holiday of that day is called; in the country's own words when ``language`` has none for it."""
        return _names(self.country, self.state, language, day.year).get(day)

    def __contains__(self, day: date) -> bool:
        return day in _names(self.country, self.state, "en", day.year)


@lru_cache(maxsize=256)
def _names(country: str, state: str | None, language: str, year: int) -> Mapping[date, str]:
    """A year at a time: an object of the package fills itself while it is read, and threads would see half of it."""
    year_of_holidays = partial(country_holidays, country, subdiv=state, years=year, expand=False)
    localized = list_localized_countries().get(country, [])
    package_name = next((each for each in localized if each.partition("_")[0] == language), None)  # such as en_US
    # Without a language the package would take that of the machine.
    found = year_of_holidays(language=package_name or year_of_holidays().default_language)
    return {day: found.get_list(day)[0] for day in found}
