"""Job titles, the say they give in a purchase, and the functions of a company, in English and German."""

import re
from typing import Literal

from bot.understanding.word_lists import word_lists

Say = Literal["decision_maker", "influencer", "none"]

_FEMALE = r"(?:[:*/_]?-?in)?"

# Who signs, who shapes the choice, who has no say. The first pattern that fits a title decides.
_AUTHORITY_TABLE: tuple[tuple[str, Say], ...] = (
    (
        r"\b(?:intern|internship|trainee|apprentice|working student|student|volunteer)\b"
        rf"|praktikant{_FEMALE}|praktikum|werkstudent{_FEMALE}|azubi|auszubildende|volontär"
        rf"|student{_FEMALE}\b|schüler{_FEMALE}\b",
        "none",
    ),
    (
        r"assistan[tz]|assistenz|assistent|secretary|sekretär|\b(?:ea|pa|deputy)\b|stellvertret|product owner",
        "influencer",
    ),
    (
        r"\b(?:c[efotmirpdcslah]o|ciso|chro|cmo|chief [\w\s&-]{2,40} officer)\b"
        r"|\b(?:co-?)?(?:founder|owner)\b|\bproprietor\b|\bmanaging (?:director|partner)\b"
        r"|(?<!vice )(?<!vice-)\bpresident\b"
        r"|\bchair(?:man|woman|person)?\b|\bsole trader\b|\bgeneral manager\b|\bexecutive director\b"
        rf"|inhaber{_FEMALE}|geschäftsführ|geschaeftsfuehr|geschäftsleit|prokurist"
        rf"|(?<!assistenz )\bvorst(?:and|änd)|gründer|"
        rf"gesellschafter|eigentümer|\bfirmenchef|\bkanzleichef|bürgermeister|\bgf\b|\bunternehmer{_FEMALE}\b",
        "decision_maker",
    ),
    (r"^(?:der |die |the )?(?:boss|chef(?:in)?)$|^(?:senior )?partner(?:in)?$|^principal$", "decision_maker"),
    (
        r"\b(?:[se]?vp|vice[- ]president|head|director|manager|lead(?!\s(?:gen|qual|bot|man|form))|leader"
        r"|buyer|purchaser|procurement"
        r"|consultant|specialist|"
        r"analyst|engineer|developer|architect|controller|coordinator|administrator|officer|executive|expert"
        r"|strategist|"
        r"designer|accountant|associate|scientist|recruiter|planner|supervisor|marketer|representative|rep"
        r"|technician)\b"
        r"|leit(?:er|ung|end)|chef|direktor|referent|einkäufer|verantwortlich|beauftragt|manager|berater"
        r"|entwickler|ingenieur|"
        r"sachbearbeit|mitarbeiter|koordinator|administrator|vertriebler|verkäufer|controller|disponent"
        r"|architekt|techniker|"
        r"meister|spezialist|experte|expertin|planer|redakteur|kauf(?:mann|frau)|anwalt|anwältin",
        "influencer",
    ),
)
AUTHORITY_BY_TITLE = tuple((re.compile(pattern, re.IGNORECASE), say) for pattern, say in _AUTHORITY_TABLE)


def _one_of(*sections: str) -> str:
    """A pattern of the words of ``titles.txt``; a space or hyphen may be either or be left out."""
    words = frozenset[str]().union(*(word_lists("titles")[section] for section in sections))
    return "|".join(re.sub(r"\\[ -]", r"[\\s-]?", re.escape(word)) for word in sorted(words, key=len, reverse=True))


FUNCTIONS = _one_of("function")
MODIFIER = rf"(?:{_one_of('modifier', 'function')})"
HEAD = (
    rf"(?:{_one_of('head.en')}|[\w-]{{0,30}}(?:(?:{_one_of('head.de.female')}){_FEMALE}"
    rf"|{_one_of('head.de')}))"
)
