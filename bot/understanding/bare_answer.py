"""Takes the whole answer to an open question ("your company?") as the value, if it reads like a name and not a sentence."""

import re

from bot.understanding.never_names import FUNCTION_WORDS
from bot.understanding.non_answer import is_non_answer
from bot.understanding.tokens import Token, tokens_from

_MEASURE_WORDS = frozenset(
    """
    january february march april may june july august september october november december jan feb mar apr jun jul aug sep sept
    oct nov dec januar februar märz mai juni juli oktober dezember okt dez monday tuesday wednesday thursday friday saturday
    sunday montag dienstag mittwoch donnerstag freitag samstag sonntag day days week weeks month months quarter quarters year
    years tag tage tagen woche wochen monat monate monaten quartal quartale jahr jahre jahren hour hours minute minutes stunde
    stunden weekend wochenende spring summer autumn winter frühling frühjahr sommer herbst morning afternoon evening night
    easter christmas ostern weihnachten pfingsten today tomorrow asap eoy eom q1 q2 q3 q4 h1 h2 th st nd rd
    end beginning mid middle start starting early late soon next last this following coming ende anfang mitte nächste nächsten
    nächster nächstes kommende kommenden letzte letzten dieses diesen dieser bald schnell sofort früh spät later später ago
    euro euros eur usd gbp chf cad aud inr yen dollar dollars pound pounds franken rupees cent cents quid bucks grand k mio tsd
    million millions millionen billion milliarden thousand tausend hundert hundred dozen half quarter rupee lakh percent prozent
    one two three four five six seven eight nine ten eleven twelve fifteen twenty thirty forty fifty sixty seventy eighty
    ninety null eins zwei drei vier fünf sechs sieben acht neun zehn elf zwölf zwanzig dreißig vierzig fünfzig sechzig
    siebzig achtzig neunzig couple few several first second third ersten zweiten dritten erste zweite dritte
    people employees staff users seats mitarbeiter mitarbeitende mitarbeitern leute personen nutzer angestellte
    least most than about around approx approximately roughly circa ca etwa rund ungefähr knapp maximal mindestens höchstens
    maximum minimum max min between zwischen per pro before after until till within vor nach bis binnen innerhalb the at
    """.split()
)
_SENTENCE_WORDS = frozenset(
    """
    i i'm i'd i'll i've we we've we'd we'll you he she it it's they me us him them your is are was were am isn't aren't have has
    had can can't could would will won't should do does did don't doesn't didn't need needs want wants please not no never why
    what when how because if looking interested sounds let let's get give send show tell stop leave meant mean
    ich wir du sie er es mich mir dir dich uns euch ihnen ist sind bin bist war habe haben hat hatte kann können könnte will
    wollen möchte möchten muss müssen soll sollte würde würden werde wird wäre brauche brauchen suche suchen nicht nie keine kein
    keinen nichts bitte danke dank warum wenn weil dass gibt gib zeig zeige zeigen lass lassen sag sage kommt komme geht
    macht mache machen unser our my mein handles handle that this
    schicken schick rufen ruf heißt verstehe verstanden
    """.split()
)
_TOO_MUCH = re.compile(r"@|https?://|\d(?:[\s()/.-]?\d){6}|\d\s*[€$£%]|[€$£]\s*\d")


def reads_like_a_name(text: str, words: list[Token], longest: int) -> bool:
    """Whether ``words``, cut from ``text``, could be what somebody or something is called."""
    if not 1 <= len(words) <= longest:
        return False
    said = text[words[0].start : words[-1].end]
    if is_non_answer(said) or _TOO_MUCH.search(text, max(0, words[0].start - 2), words[-1].end + 2) or is_measure(words):
        return False
    if words[0].lower in _SELF or sum(word.lower in FUNCTION_WORDS for word in words) > _MOST_FUNCTION_WORDS:
        return False
    if all(word.is_capitalised for word in words) and len(words) > 1:
        return not all(word.lower in FUNCTION_WORDS for word in words)
    if words[0].lower in FUNCTION_WORDS - _MAY_BEGIN_A_NAME:
        return False
    return not any(word.lower in _SENTENCE_WORDS for word in words)


def is_measure(words: list[Token]) -> bool:
    """Whether the words are an amount, a number or a time: "40 people", "end of May", "5k"."""
    measures = [word for word in words if word.lower in _MEASURE_WORDS or _NUMBER.fullmatch(word.text)]
    return bool(measures) and all(word in measures or word.lower in FUNCTION_WORDS for word in words)


_SELF = frozenset("i i'm i'd i'll i've ich my mein meine".split())
_MOST_FUNCTION_WORDS = 2
_MAY_BEGIN_A_NAME = frozenset("the die der das over all mehr more like here well will may alles".split())
_NUMBER = re.compile(r"\d[\d.,:/'-]*(?:k|K|m|th|st|nd|rd|eur|usd|€)?|[A-Z]{3}\d+")
