"""The words of ``banter criteria``, and what is put together from them."""

from collections.abc import Iterable
from decimal import Decimal
from pathlib import Path
from typing import Any, Literal

import yaml
from babel import Locale
from babel.lists import format_list
from babel.numbers import format_decimal

LANGUAGES = ("en", "de")


class Words:
    """Sentences of one language by group and name."""

    def __init__(self, language: str) -> None:
        path = Path(__file__).parent / f"{language}.yml"
        self._words: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
        self._locale = str(self._words["locale"])

    def say(self, group: str, sentence: str, /, **filled: object) -> str:
        """A sentence with its names filled in."""
        return str(self._words[group][sentence]).format(**filled)

    def name(self, criterion: str) -> str:
        """What a criterion or a field is called."""
        return str(self._words["names"].get(criterion, criterion))

    def within(self, group: str, *names: str) -> str:
        """A word that stands deeper: ``within("check", "sides", "industries")``."""
        found = self._words[group]
        for name in names:
            found = found[name]
        return str(found)

    def outcome(self, met: bool | None) -> str:
        """Met, not met or unknown."""
        return self.within("outcome", {True: "met", False: "not_met", None: "unknown"}[met])

    def series(self, items: Iterable[str], style: Literal["standard", "or"] = "standard") -> str:
        """One, two and three, or else one, two or three."""
        return str(format_list(list(items), style=style, locale=self._locale))

    def names(self, criteria: Iterable[str]) -> str:
        """Several criteria in a row."""
        return self.series(self.name(each) for each in criteria)

    def number(self, amount: Decimal | int) -> str:
        """An amount with the separators of the language."""
        return str(format_decimal(amount, locale=self._locale))

    def country(self, code: str) -> str:
        """The name of a country."""
        return str(Locale.parse(self._locale).territories.get(code, code))
