"""The budget that a message names: an amount or a range, its currency and its period."""

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from bot.understanding.currencies import currency_after, currency_before
from bot.understanding.numbers import Number, find_numbers


@dataclass(frozen=True)
class Budget:
    """Money from ``minimum`` to ``maximum`` (None: open on that side), as said in ``text[start:end]``.

    ``currency`` is an ISO 4217 code or None; ``period`` is "once", "month", "year" or None where none was said.
    """

    minimum: Decimal | None
    maximum: Decimal | None
    currency: str | None
    period: str | None
    start: int
    end: int


@dataclass(frozen=True)
class _Amount:
    """One amount of money before ranges and bounds are read; ``marked`` says that a currency stands with it."""

    value: Decimal
    scale: Decimal
    currency: str
    marked: bool
    start: int
    end: int


def find_budget(text: str, language: str = "en", asked: bool = False) -> Budget | None:
    """The budget in the text; a bare number counts only where the bot has just asked or the words speak of spending."""
    text = text[:_LONGEST_TEXT]
    expected = asked or _SPENDING.search(text) is not None
    amounts = _amounts(text, language)
    budgets = [
        budget
        for budget, sure in _with_ranges(text, amounts)
        if sure or (expected and _may_be_money(text, budget, asked))
    ]
    budgets += _figures(text)
    return _chosen(text, budgets)


def _amounts(text: str, language: str) -> list[_Amount]:
    amounts: list[_Amount] = []
    for number in sorted([*find_numbers(text, language), *_articles(text)], key=lambda number: number.start):
        amount = _amount(text, number, free_from=amounts[-1].end if amounts else 0)
        if amount:
            amounts.append(amount)
    return _with_cents(text, amounts)


def _articles(text: str) -> list[Number]:
    """ "a dollar", "ein Euro": an article is a number before a currency only."""
    return [
        Number(Decimal(1), match.start(), match.end(), Decimal(1), attached=False, written=False)
        for match in _ARTICLE.finditer(text)
        if currency_after(text, match.end())
    ]


def _amount(text: str, number: Number, free_from: int) -> _Amount | None:
    """The number with its currency; a currency before it counts only where the amount before it hasn't taken it."""
    before = currency_before(text, number.start)
    after = currency_after(text, number.end)
    if before and before[1] < free_from:
        before = None
    if number.attached and not before:
        return None
    start, end, value, scale = number.start, number.end, number.value, number.scale
    if after:
        end = after[1]
        late = _LATE_SCALE.match(text, end)
        if late and scale == 1:
            scale = Decimal(10**9 if late["scale"][0] in "bB" or late["scale"].lower().startswith(("mrd", "milliard")) else 10**6)
            value, end = value * scale, late.end()
    elif before:
        start = before[1]
    marked = after or before
    return _Amount(value, scale, marked[0] if marked else "", marked is not None, start, end)


def _with_cents(text: str, amounts: list[_Amount]) -> list[_Amount]:
    """Joins "2 euros and 5 cents", "15 dollars 50", "7$ 80c" to one amount each."""
    joined: list[_Amount] = []
    for amount in amounts:
        last = joined[-1] if joined else None
        cents = _CENTS.match(text, amount.end) if not amount.marked else None
        whole = amount.scale == 1 and amount.value < 100 and amount.value == int(amount.value)
        if last and last.marked and whole and not amount.marked and last.value == int(last.value) and _AND.fullmatch(
            text, last.end, amount.start
        ) and (cents or (amount.value >= 10 and not _UNIT.match(text, amount.end))):
            end = cents.end() if cents else amount.end
            joined[-1] = replace(last, value=last.value + amount.value / 100, end=end)
        elif not cents:
            joined.append(amount)
    return joined


def _with_ranges(text: str, amounts: list[_Amount]) -> list[tuple[Budget, bool]]:
    """Budgets with their bounds, each with whether it is surely money (a currency stands with it)."""
    budgets: list[tuple[Budget, bool]] = []
    index = 0
    while index < len(amounts):
        first = amounts[index]
        second = amounts[index + 1] if index + 1 < len(amounts) else None
        if second and _is_range(text, first, second):
            budgets.append((_range(text, first, second), first.marked or second.marked))
            index += 2
        else:
            budgets.append((_bounded(text, first), first.marked))
            index += 1
    return budgets


def _is_range(text: str, first: _Amount, second: _Amount) -> bool:
    if first.marked and second.marked and first.currency != second.currency:
        return False
    link = _LINK.fullmatch(text, first.end, second.start)
    if not link:
        return False
    return bool(link["to"]) or _BETWEEN.search(text[max(0, first.start - 30) : first.start]) is not None


def _range(text: str, first: _Amount, second: _Amount) -> Budget:
    low, high = first.value, second.value
    if first.scale == 1 and second.scale > 1 and low < 1000 and low < second.value / second.scale:
        low *= second.scale
    elif second.scale == 1 and first.scale > 1 and high < 1000 and high > first.value / first.scale:
        high *= first.scale
    low, high = sorted((low, high))
    currency = second.currency or first.currency or None
    return Budget(low, high, currency, _period(text, first.start, second.end), first.start, second.end)


def _bounded(text: str, amount: _Amount) -> Budget:
    before = text[max(0, amount.start - 40) : amount.start]
    period = _period(text, amount.start, amount.end)
    minimum: Decimal | None = amount.value
    maximum: Decimal | None = amount.value
    if _AT_MOST_BEFORE.search(before) or _AT_MOST_AFTER.match(text, amount.end):
        minimum = None
    elif _AT_LEAST_BEFORE.search(before) or _AT_LEAST_AFTER.match(text, amount.end):
        maximum = None
    return Budget(minimum, maximum, amount.currency or None, period, amount.start, amount.end)


def _period(text: str, start: int, end: int) -> str | None:
    after = _PERIOD_AFTER.match(text, end) or _PERIOD_BEFORE.search(text[max(0, start - 40) : start])
    return after.lastgroup if after else None


def _may_be_money(text: str, budget: Budget, asked: bool) -> bool:
    """Whether a number without a currency can be an amount: no count, share, date, time or phone number."""
    if _UNIT.match(text, budget.end) or _NOT_MONEY_BEFORE.search(text[max(0, budget.start - 24) : budget.start]):
        return False
    written = text[budget.start : budget.end]
    if _YEAR.fullmatch(written):
        return asked and not _YEAR_BEFORE.search(text[max(0, budget.start - 16) : budget.start])
    if written.isdigit() and (len(written) > 9 or (written[0] == "0" and len(written) > 1)):
        return False
    top = budget.maximum if budget.maximum is not None else budget.minimum
    return top is not None and (asked or top >= 100)


def _figures(text: str) -> list[Budget]:
    """ "sechsstellig", "low five figures": the range of numbers with so many digits."""
    found: list[Budget] = []
    for match in _FIGURES.finditer(text):
        name = (match["digits"] or match["stellig"]).lower()
        digits = int(name) if name.isdigit() else _DIGIT_NAMES[name]
        base = Decimal(10) ** (digits - 1)
        part = (match["part"] or match["teil"] or "").lower()[:2]
        low, high = _PARTS.get(part, (Decimal(1), Decimal(10)))
        maximum = high * base - (1 if high == 10 else 0)
        found.append(Budget(low * base, maximum, None, _period(text, match.start(), match.end()), *match.span()))
    return found


def _chosen(text: str, budgets: list[Budget]) -> Budget | None:
    """The budget that counts: not one taken back, the one after a correction, else the first near a word of spending."""
    kept = [budget for budget in budgets if not _TAKEN_BACK.search(text[max(0, budget.start - 24) : budget.start])] or budgets
    if not kept:
        return None
    if len(kept) > 1:
        corrections = list(_CORRECTION.finditer(text, kept[0].end))
        corrected = [budget for budget in kept if corrections and budget.start >= corrections[-1].end()]
        if corrected:
            return corrected[0]
    ranked = sorted(kept, key=lambda budget: _rank(text, budget))
    return ranked[0]


def _rank(text: str, budget: Budget) -> int:
    around = text[max(0, budget.start - 40) : budget.start]
    if _SPENDING.search(around):
        return 0
    return 2 if _EARNING.search(around) else 1


_LONGEST_TEXT = 5000
_I = re.IGNORECASE
_PARTS = {
    "lo": (Decimal(1), Decimal(3)), "ni": (Decimal(1), Decimal(3)), "un": (Decimal(1), Decimal(3)),
    "mi": (Decimal(3), Decimal(7)), "hi": (Decimal(7), Decimal(10)), "ho": (Decimal(7), Decimal(10)),
    "up": (Decimal(7), Decimal(10)), "ob": (Decimal(7), Decimal(10)), "hö": (Decimal(7), Decimal(10)),
}  # fmt: skip
_DIGIT_NAMES = {
    "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "drei": 3, "vier": 4, "fünf": 5,
    "fuenf": 5, "funf": 5, "sechs": 6, "sieben": 7, "acht": 8, "neun": 9,
}  # fmt: skip
_FIGURES = re.compile(
    r"\b(?:(?P<part>low(?:er)?|mid(?:dle|dling)?|high(?:er)?|upper)[ -]{1,2}(?:end of )?)?"
    r"(?P<digits>three|four|five|six|seven|eight|nine|[3-9])[ -]figures?\b"
    r"|\b(?:(?P<teil>niedrig|unter|mittler|mittel|hoh|hoch|ober|höher)(?:e[nmrs]?)?[ -]{0,2})?"
    r"(?P<stellig>drei|vier|f(?:ü|ue|u)nf|sechs|sieben|acht|neun|[3-9])[ -]?stellig(?:e[nmrs]?)?\b",
    _I,
)
_ARTICLE = re.compile(r"\b(?:an?|eine?n?)(?=[ ]{1,2}[^\W\d_])", _I)
_LATE_SCALE = re.compile(r"[ ]?(?P<scale>million(?:s|en)?|mio|billions?|bn|mrd|milliarden?)\b\.?", _I)
_CENTS = re.compile(r"[ \u00a0]?(?:cents?|c|ct|cts|rappen|rp|pence|pennies|p)\b\.?", _I)
_AND = re.compile(r"[ ]{0,2}(?:and|und|,)?[ ]{0,2}")
_UNIT = re.compile(
    r"[ \u00a0-]{0,2}(?:%|°|prozent|percent|pct|am\b|pm\b|uhr|o'?clock|h\b|th\b|st\b|nd\b|rd\b|:\d"
    r"|(?:(?:neue|new|full[- ]?time|active|aktive|aktuelle|different|verschiedene|more|weitere|other|andere|our|internal|interne)[rn]? )?"
    r"(?:employees?|people|persons?|staff|users?|seats?|licen[cs]es?|customers?|clients?|members?|heads?|fte|colleagues?"
    r"|locations?|sites?|offices?|stores?|branches|countries|shops?|devices?|machines?|servers?|teams?|agents?|reps?|leads?"
    r"|contacts?|products?|articles?|orders?|tickets?|calls?|emails?|e-mails?|visitors?|students?|companies|projects?|items?"
    r"|units?|pieces?|times|minutes?|mins?|hours?|hrs?|days?|weeks?|months?|years?|yrs?|quarters?|january|february|march|april"
    r"|may|june|july|august|september|october|november|december|km|kg|gb|tb|mb|qm|m²|sqm|miles?|meters?|metres?"
    r"|mitarbeiter\w*|mann\b|leute\w*|personen|köpfe\w*|nutzer\w*|anwender\w*|user|lizenzen|plätze\w*|arbeitsplätze\w*|kunden"
    r"|standorte\w*|filialen|niederlassungen|länder\w*|geräte\w*|maschinen|server|teams?|kollegen|kolleginnen|angestellte\w*"
    r"|beschäftigte\w*|mitglieder\w*|artikel\w*|produkte\w*|bestellungen|anfragen|anrufe\w*|besucher\w*|projekte\w*|stück|mal\b"
    r"|minuten?|stunden?|std|tage?n?|wochen?|monate?n?|jahre?n?|quartale?|januar|februar|märz|mai|juni|juli|oktober|dezember"
    r"|kalenderwoche|meter)\b)",
    _I,
)
_YEAR = re.compile(r"(?:19[5-9]|20[0-4])\d")
_YEAR_BEFORE = re.compile(
    r"(?:\b(?:in|by|until|since|from|year|early|late|mid|end of|of|im jahr|bis|seit|ab|jahr|ende|anfang|mitte|q[1-4]|h[12]"
    r"|(?:jan|feb|m[aä]r|apr|ma[iy]|ju[nl]|aug|sep|o[ck]t|nov|de[cz])[a-zä]*)\.?|[./-])[ ]{0,2}\Z",
    _I,
)
_NOT_MONEY_BEFORE = re.compile(
    r"(?:\+|\b(?:kw|week|woche|q|room|number|nummer|nr\.?|no\.|tel\.?|phone|telefon|fon|mobile|mobil|handy|iso|version|windows|plz|zip"
    r"|the|am|on the|in|within|next|nächsten|innerhalb von|binnen)|\d[ /-]|[#/])[ ]{0,2}\Z",
    _I,
)
_APPROX = (
    r"(?:(?:about|around|roughly|approx(?:imately|\.)?|circa|ca\.?|etwa|ungefähr|rund|so|like|maybe|perhaps|vielleicht|probably|say"
    r"|sagen wir|an|einem|einen|a|of|von|the|total of|budget of|is|are|be|ist|sind|wären|would be|would|us|it|[~≈:])[ ]{0,2}){0,3}"
)
_AT_MOST_BEFORE = re.compile(
    r"(?:\b(?:up ?to|(?:no|not) (?:more|higher|greater|larger) th[ae]n|not (?:over|above|exceed(?:ing)?)|can'?t exceed|at (?:the )?most"
    r"|less th[ae]n|lower th[ae]n|smaller th[ae]n|under|below|beneath|max(?:imum|imal|\.)?|maximale?[ns]?|capped at|cap of|limit of"
    r"|upper limit|ceiling of|within|until|up until|till|bis(?: zu| max(?:imal|\.)?)?|höchstens|hoechstens|allerhöchstens"
    r"|(?:nicht|keine?sfalls?) (?:mehr als|über|ueber)|weniger als|unter(?:halb)?(?: von)?|nicht teurer als|cheaper than|obergrenze"
    r"|kleiner als|niedriger als|limit|deckel)|[<≤]=?)[ :]{0,2}" + _APPROX + r"\Z",
    _I,
)
_AT_MOST_AFTER = re.compile(
    r"[ ,(-]{0,3}(?:max(?:imum|imal)?\b|at (?:the )?most|or (?:less|below|under|lower)|oder weniger|höchstens|tops\b|top\b"
    r"|and (?:below|under)|als obergrenze|is (?:the|our|my) (?:max|limit|cap|ceiling))",
    _I,
)
_AT_LEAST_BEFORE = re.compile(
    r"(?:\b(?:at (?:the very )?least|(?:no|not) less th[ae]n|not (?:under|below)|more th[ae]n|greater th[ae]n|higher th[ae]n|larger th[ae]n"
    r"|over|above|exceeding|beyond|north of|upwards? of|from|starting (?:at|from)|min(?:imum|imal|\.)?(?: of)?|mindestens|wenigstens"
    r"|zumindest|ab|über|ueber|oberhalb(?: von)?|mehr als|größer als|höher als|nicht (?:unter|weniger als))|[>≥]=?)[ :]{0,2}" + _APPROX + r"\Z",
    _I,
)
_AT_LEAST_AFTER = re.compile(
    r"[ ,(-]{0,3}(?:\+(?!\d)|plus\b|or (?:more|above|higher|over)|oder (?:mehr|drüber)|und mehr|and (?:up|more|above)|upwards?|aufwärts"
    r"|min(?:imum|imal|destens)\b|mindestens|at least|wenigstens)",
    _I,
)
_LINK = re.compile(
    r"[ ]{0,2}(?:(?P<to>-|–|—|−|to|till|until|up to|bis(?: zu)?|or|oder|\.\.\.?|~|/)|and|und)[ ]{0,2}"
    r"(?:(?:maybe|perhaps|about|around|roughly|vielleicht|etwa|ca\.?|max(?:imal|imum|\.)?|möglicherweise|rund|eher)[ ]{1,2})?",
    _I,
)
_BETWEEN = re.compile(r"\b(?:between|zwischen|somewhere|irgendwo)\b[^.!?\d]{0,20}\Z", _I)
_MONTH = r"(?:months?|mos?|mths?|monate?s?|mon)\b"
_YEAR_WORD = r"(?:years?|yrs?|y|annum|jahre?s?)\b"
_EACH = r"[ ,]{0,2}(?:/|\b(?:per|pro|a|an|each|every|je|im|jeden|jedes|in the|in a|for (?:one|a|the)|für ein)\b)[ ]{0,2}"
_PERIOD_AFTER = re.compile(
    rf"(?:(?:\s?(?:netto|brutto|net|gross|max|maximum|maximal|or so|budget)\b){{0,2}}(?:{_EACH}(?:user|seat|nutzer|head|kopf|person|platz))?)"
    rf"(?:(?P<month>{_EACH}{_MONTH}|[ ,]{{0,2}}(?:monthly|monatlich\w*|mtl\b|p\. ?m\.|pcm\b))"
    rf"|(?P<year>{_EACH}{_YEAR_WORD}|[ ,]{{0,2}}(?:yearly|annually|annual|jährlich\w*|jaehrlich\w*|p\. ?a\b|pa\b|p/a))"
    r"|(?P<once>[ ,]{0,2}(?:once\b|one[- ]?off|one[- ]?time|einmal\w*|upfront|up front|lump sum)))",
    _I,
)
_PERIOD_BEFORE = re.compile(
    r"\b(?:(?P<month>monthly|monatlich\w*|monats(?:budget|rate)|(?:per|every|each|a|jeden|pro|im) mon(?:th|at))"
    r"|(?P<year>yearly|annual(?:ly)?|jährlich\w*|jahresbudget|(?:per|every|each|a|jedes|pro|im) (?:year|jahr))"
    r"|(?P<once>one[- ]?off|one[- ]?time|once|einmal\w*))\b[^.!?;]{0,40}\Z",
    _I,
)
_SPENDING = re.compile(
    r"\b(?:budget\w*|spen[dt]\w*|invest\w*|afford|pay\w*|cost\w*|price\w*|fund(?:s|ing|ed)?|allocat\w*|set aside|earmarked|quote|money"
    r"|\w*budget\w*|ausgeben\w*|ausgabe\w*|kosten\w*|kostet|zahlen|bezahlen|preis\w*|investier\w*|eingeplant|zur verfügung|bereitgestellt"
    r"|finanz\w*|kostenrahmen|rahmen|größenordnung|volumen|mittel|geld)\b",
    _I,
)
_EARNING = re.compile(r"\b(?:revenues?|turnover|sales of|arr|profit|raised|valuation|umsatz\w*|gewinn|jahresumsatz|erlös\w*|bilanzsumme)\b", _I)
_TAKEN_BACK = re.compile(
    r"\b(?:not|nicht|instead of|rather than|statt|anstatt|anstelle von|instead|never said|wasn't|isn't|kein(?:e|en)?)"
    r"(?: (?:the|die|der|of|a|an|um|about|so))?[ ]{1,2}\Z",
    _I,
)
_CORRECTION = re.compile(
    r"\b(?:sorry|i mean[t]?|actually|correction|scratch that|make (?:that|it)|rather|no,|nein|doch|sondern|quatsch|korrektur|korrigiere|eher"
    r"|ich meine|meinte|besser gesagt|i'd say|or no|wait|moment|verzeihung|entschuldigung|instead)\b|\bno,",
    _I,
)
