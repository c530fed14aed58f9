"""Values as a person reads them: money, time frames, moments, names of things."""

from datetime import date, datetime, timedelta
from decimal import Decimal, localcontext

from babel.dates import format_date, format_datetime, format_timedelta
from babel.lists import format_list
from babel.numbers import format_currency, format_decimal, format_percent

from console.words import Words, called
from leads.model import Budget, CompanySize, FactValue, Timeline

MOST_DIGITS = 5_000  # an absurd amount must not break the page: the number formatter fails beyond its precision


class Readable:
    """Puts values into the words of one language, moments into the time zone of the machine."""

    def __init__(self, words: Words) -> None:
        self._words, self._locale = words["value"], str(words["locale"])
        self._authorities, self._patterns = words["authority"], words["pattern"]

    def value(self, value: FactValue, slot: str) -> str:
        """A fact's value in words."""
        with localcontext(prec=MOST_DIGITS):
            return self._value(value, slot)

    def _value(self, value: FactValue, slot: str) -> str:
        match value:
            case bool():
                return str(self._words["yes" if value else "no"])
            case Budget():
                return self._budget(value)
            case Timeline():
                return self._timeline(value)
            case CompanySize():
                numbers = (self._number(end) for end in (value.minimum, value.maximum))
                return str(self._words["people"].format(self._span(*numbers)))
            case _:
                return called(self._authorities, value) if slot == "authority" else value

    def number(self, number: Decimal | int) -> str:
        """A number with its thousands apart."""
        return format_decimal(number, locale=self._locale)

    def moment(self, at: datetime) -> str:
        """The moment to the minute, with its time zone."""
        local = at.astimezone()
        return f"{format_datetime(local, self._patterns['moment'], locale=self._locale)} {local:%Z}"

    def ago(self, at: datetime, now: datetime) -> str:
        """How long ago it was, roughly; clocks that differ a little are forgiven."""
        if now - at < timedelta(minutes=1):
            return str(self._words["just_now"])
        return format_timedelta(at - now, add_direction=True, locale=self._locale)

    def day(self, day: date) -> str:
        """A day with its month in letters."""
        return format_date(day, self._patterns["day"], locale=self._locale)

    def share(self, part: int, whole: int) -> str:
        """How much of the whole a part is, in percent."""
        return format_percent(Decimal(part) / whole, "#,##0 %" if self._locale == "de" else "#,##0%", self._locale)

    def wait(self, span: timedelta) -> str:
        """How long something takes, a minute at least."""
        return format_timedelta(max(span, timedelta(minutes=1)), threshold=1.5, locale=self._locale)

    def series(self, items: list[str]) -> str:
        """One, two and three."""
        return format_list(items, locale=self._locale)

    def _budget(self, budget: Budget) -> str:
        amounts = (self._money(end, budget.currency) for end in (budget.minimum, budget.maximum))
        return str(self._words[budget.period or "once"].format(self._span(*amounts)))

    def _money(self, amount: Decimal | None, currency: str | None) -> str | None:
        if amount is None or currency is None:
            return self._number(amount)
        pattern = self._patterns["money" if amount == amount.to_integral_value() else "cents"]
        return format_currency(amount, currency, pattern, locale=self._locale, currency_digits=False)

    def _number(self, number: Decimal | int | None) -> str | None:
        return None if number is None else self.number(number)

    def _timeline(self, timeline: Timeline) -> str:
        start, end = timeline.start, timeline.end
        if start and end and _is_whole_month(start, end):
            return format_date(start, "MMMM yyyy", locale=self._locale)
        return self._span(self._day(start), self._day(end))

    def _day(self, day: date | None) -> str | None:
        return None if day is None else format_date(day, self._patterns["day"], locale=self._locale)

    def _span(self, first: str | None, last: str | None) -> str:
        if first is None or last is None:
            return str(self._words["up_to"].format(last) if first is None else self._words["from"].format(first))
        return first if first == last else f"{first} – {last}"


def _is_whole_month(start: date, end: date) -> bool:
    return start.day == 1 and (end + date.resolution).day == 1 and (start.year, start.month) == (end.year, end.month)
