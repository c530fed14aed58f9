"""Values as a person writes them, in the visitor's language."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from decimal import Decimal

import phonenumbers
from babel.dates import format_date, format_datetime
from babel.numbers import format_currency, format_decimal

from leads.labels import Days, Ends, Labels
from leads.model import Budget, CompanySize, FactValue, Lead, Timeline
from leads.view import SLOTS

BULLET = "• "
CURRENCY = "¤"
UNSPOKEN = frozenset({"contact_opt_in", "marketing_opt_in"})
"""Known to the visitor who has just answered; named only when they ask what is stored."""


class Readable:
    """Puts values into words. ``language`` is en or de, ``labels`` are that language's."""

    def __init__(self, language: str, labels: Labels) -> None:
        self._language, self._labels = language, labels

    def value(self, value: FactValue, slot: str) -> str:
        """The value in words."""
        match value:
            case bool():
                return self._labels.answers.affirm if value else self._labels.answers.deny
            case Budget():
                amount = _span(*self._amounts(value), words=self._labels.amount)
                return str(getattr(self._labels.period, value.period or "once")).format(amount)
            case Timeline():
                return self._period(value)
            case CompanySize():
                numbers = (self._number(end) for end in (value.minimum, value.maximum))
                return self._labels.people.format(_span(*numbers, words=self._labels.amount))
            case _ if slot == "authority":
                return str(self._labels.authority[value])
            case _:
                return _dialled(value) if slot == "phone" else value

    def fact(self, slot: str, value: FactValue) -> str:
        """The value with the name of its slot: "Budget: €20,000"."""
        return self._labels.fact.format(self._labels.slots[slot], self.value(value, slot))

    def summary(self, lead: Lead) -> str:
        """What a lead knows, a line for each fact, without what the visitor has just been asked for."""
        return self._lines(lead, (slot for slot in SLOTS if slot not in UNSPOKEN))

    def everything(self, lead: Lead) -> str:
        """All that is stored about the visitor, a line for each fact."""
        return self._lines(lead, SLOTS)

    def name(self, slot: str) -> str:
        """What a slot is called by itself."""
        return self._labels.slots[slot]

    def slot(self, slot: str) -> str:
        """What a slot is called within a sentence."""
        return self._labels.in_a_sentence[slot]

    def moment(self, at: datetime, now: datetime) -> str:
        """By when something will have happened; both moments in the same time zone."""
        return self._day_and_time(at, now, self._labels.moment)

    def opening(self, at: datetime, now: datetime) -> str:
        """When something begins; both moments in the same time zone."""
        return self._day_and_time(at, now, self._labels.opening)

    def _lines(self, lead: Lead, slots: Iterable[str]) -> str:
        return "\n".join(BULLET + self.fact(slot, lead.values[slot]) for slot in slots if slot in lead.values)

    def _day_and_time(self, at: datetime, now: datetime, words: Days) -> str:
        time = format_datetime(at, self._labels.patterns.time, locale=self._language)
        day = format_date(at, self._labels.patterns.day, locale=self._language)
        away = at.date() - now.date()
        phrase = {timedelta(0): words.today, timedelta(1): words.tomorrow}.get(away, words.later)
        return phrase.format(day=day, time=time)

    def _amounts(self, budget: Budget) -> tuple[str | None, str | None]:
        """Both ends; the currency stands once, where the language puts it."""
        first, last = (self._money(end, budget.currency) for end in (budget.minimum, budget.maximum))
        if first is None or last is None or first == last:
            return first, last
        if self._labels.patterns.money.startswith(CURRENCY):
            return first, self._number(budget.maximum)
        return self._number(budget.minimum), last

    def _money(self, amount: Decimal | None, currency: str | None) -> str | None:
        if amount is None or currency is None:
            return self._number(amount)
        patterns = self._labels.patterns
        pattern = patterns.money if amount == amount.to_integral_value() else patterns.exact_money
        return format_currency(amount, currency, pattern, locale=self._language, currency_digits=False)

    def _number(self, number: Decimal | int | None) -> str | None:
        return None if number is None else format_decimal(number, locale=self._language)

    def _day(self, day: date | None) -> str | None:
        return None if day is None else format_date(day, "long", locale=self._language)

    def _period(self, value: Timeline) -> str:
        if value.start and value.end and _is_whole_month(value.start, value.end):
            return format_date(value.start, "MMMM yyyy", locale=self._language)
        if value.start and value.end and _is_whole_year(value.start, value.end):
            return str(value.start.year)
        return _span(self._day(value.start), self._day(value.end), words=self._labels.date)


def _dialled(number: str) -> str:
    try:
        return phonenumbers.format_number(phonenumbers.parse(number), phonenumbers.PhoneNumberFormat.INTERNATIONAL)
    except phonenumbers.NumberParseException:
        return number


def _span(first: str | None, last: str | None, *, words: Ends) -> str:
    if first is None:
        return words.up_to.format(last)
    if last is None:
        return words.from_.format(first)
    return first if first == last else words.range.format(first, last)


def _is_whole_year(start: date, end: date) -> bool:
    return (start.month, start.day, end.month, end.day) == (1, 1, 12, 31) and start.year == end.year


def _is_whole_month(start: date, end: date) -> bool:
    return start.day == 1 and (end + date.resolution).day == 1 and (start.year, start.month) == (end.year, end.month)
