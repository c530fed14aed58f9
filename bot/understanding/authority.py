"""Finds out what say the visitor has in the purchase."""

import re
from dataclasses import dataclass
from typing import Literal

from bot.understanding.job_title import find_job_title
from bot.understanding.non_answer import is_dont_know, is_question, is_refusal
from bot.understanding.title_taxonomy import AUTHORITY_BY_TITLE
from bot.understanding.tokens import stripped_span

Say = Literal["decision_maker", "influencer", "none"]


@dataclass(frozen=True)
class Authority:
    """The visitor's say in the purchase and the span of the words that tell it."""

    value: Say
    start: int
    end: int


def find_authority(text: str, language: str = "en", asked: bool = False) -> Authority | None:
    """What the visitor says about who decides; ``asked`` admits "me", "yes" or a mere job title."""
    if is_question(text) and not _STATED_IN_PASSING.search(text):
        return None
    for pattern, value in _STATEMENTS:
        if match := pattern.search(text):
            return Authority(value, match.start(), match.end())
    if not asked or is_refusal(text) or is_dont_know(text):
        return None
    if (title := _by_title(text)) and not _SOMEONE_ELSE.match(text):
        return title
    start, end = stripped_span(text, 0, len(text))
    for pattern, value in _ANSWERS:
        if match := pattern.match(text, start, end):
            return Authority(value, match.start(), match.end())
    return None


def infer_authority(job_title: str) -> Say | None:
    """The say that usually goes with a title; ``None`` for a title that tells nothing."""
    title = " ".join(job_title[:120].split())
    for pattern, authority in AUTHORITY_BY_TITLE:
        if pattern.search(title):
            return authority
    return None


def _by_title(text: str) -> Authority | None:
    title = find_job_title(text, asked=True)
    if title is None:
        return None
    value = infer_authority(title.value)
    return Authority(value, title.start, title.end) if value else None


_STATED_IN_PASSING = re.compile(r"(?<!\w)(?:i\s(?:decide|sign)|my\sboss|mein\schef|ich\sentscheide)(?!\w)", re.IGNORECASE)

_SOMEONE_ELSE = re.compile(
    r"[\s\"']{0,3}(?:(?:no|nope|nein|nö|not\sme|nicht\sich)[\s,.]+)?(?:my|our|the|mein\w*|unser\w*|der|die|das)\s", re.IGNORECASE
)
_BOSS = (
    r"(?:(?:my|our|the|mein|meine|meinem|meiner|unser|unsere|unserem|unserer|der|die|dem)\s)?(?:\w+\s)?(?:boss|bosses|manager|supervisor|ceo|cfo|cto|coo|cio|director|owner|founder|board|management|"
    r"head(?:\sof\s\w+)?|superiors?|chefs?|chefin|vorgesetzte[rn]?|geschäftsführ\w*|geschäftsleitung|vorstand|inhaber\w*|\w*leiter\w*|\w*leitung|procurement|einkauf|zentrale|headquarters|hq|"
    r"business\spartner|partner|wife|husband|frau|mann|team\slead|committee|gremium|gesellschafter|konzern\w*|vp(?:\sof\s\w+)?|colleague|kolleg\w+)"
)
_DECIDES = (
    r"(?:decides?|signs?|approves?|has\sthe\s(?:final|last)\s(?:say|word)|makes?\sthe\s(?:\w+\s)?(?:decisions?|calls?)|will\sdecide|has\sto\s(?:sign|approve|decide|agree)"
    r"|needs\sto\s(?:sign|approve|decide|agree)|must\s(?:sign|approve)|holds?\sthe\s(?:budget|purse)|takes\sthe\sdecision|does|is\sthe\sdecision"
    r"|entscheide[tn]|unterschreib\w*|zeichnet|genehmigt|gibt\s(?:das\s)?frei|hat\sdas\sletzte\swort|trifft\sdie\sentscheidung|muss\s(?:\w+\s){0,3}(?:zustimmen|unterschreiben|genehmigen|freigeben|entscheiden))"
)
_TABLE: tuple[tuple[str, Say], ...] = (
    (
        r"\b(?:no|any|not\smuch(?:\sof\sa)?)\ssay\b|\bnot\sinvolved\sin\b|\bnothing\sto\s(?:do\swith|say)\b|\bno\s(?:decision(?:[-\s]making)?\s)?(?:power|authority|influence)\b"
        r"|\bkeine(?:rlei)?\s(?:entscheidungs\w*|befugnis\w*|vollmacht|mitsprache\w*|kompetenz\w*|einfluss)|\bkeinen\seinfluss|\bnicht\s(?:entscheidungs)?befugt|\b(?:hab|habe)\s(?:ich\s)?(?:da\s|hier\s|dabei\s)?(?:gar\s)?nichts\szu\s(?:sagen|entscheiden|melden)"
        r"|\b(?:i'?m|i\sam)\s(?:just|only)\s(?:an?\s)?(?:intern|trainee|student|working\sstudent)|\bbin\snur\s(?:der\s|die\s|ein\s|eine\s)?(?:praktikant|azubi|werkstudent|aushilfe)\w*|\bnichts\s(?:damit\s)?zu\stun\b"
        r"|\b(?:it'?s\s)?(?:not|isn'?t)\sup\sto\sme(?:\sat\sall)\b",
        "none",
    ),
    (
        r"\b(?:we|wir)\s(?:all\s|both\s)?(?:decide|entscheiden|sign|make\s(?:the|that)\sdecision)\s(?:\w+\s){0,3}(?:together|jointly|gemeinsam|zusammen|im\steam|als\steam|as\sa\s(?:team|group|board))"
        r"|\b(?:jointly|together|gemeinsam|zusammen)\s(?:with|mit)\b[^.!?]{0,60}|\b(?:joint|shared|team|group|committee|gemeinsame|gemeinschaftliche)\s(?:decision|entscheidung)"
        r"|\b(?:decide|entscheide|entscheiden)\s(?:das\s|es\s|dies\s|it\s|this\s)?(?:together|jointly|gemeinsam|zusammen|im\steam|mit)\b|\bi\s(?:co-?decide|have\sa\ssay)|\bentscheide\s(?:\w+\s)?mit\b",
        "influencer",
    ),
    (
        r"\b(?:not\sme|nicht\sich|not\smyself|not\smy\s(?:call|decision)|isn'?t\s(?:me|my\s(?:call|decision)|up\sto\sme)|not\sup\sto\sme|not\sthe\sdecision[-\s]maker|nicht\sder\sentscheider|(?:don'?t|do\snot|can'?t|cannot)\s(?:sign|decide|approve)"
        r"|(?:can|could|do)\s?n[o']t\smake\s(?:the|that)\sdecision|(?:entscheide|unterschreibe)\s(?:\w+\s){0,2}nicht|nicht\s(?:allein|alleine|selbst|selber)|nicht\smeine\sentscheidung|liegt\snicht\sbei\smir|not\s(?:the\sone|alone|on\smy\sown))\b",
        "influencer",
    ),
    (
        rf"(?<!\w)(?:{_BOSS}(?:\sand\si|\sund\sich)\s(?:decide|sign|entscheiden)|{_BOSS}\s(?:\w+\s)?{_DECIDES}|(?:das\s)?(?:entscheidet|unterschreibt|genehmigt|macht)\s(?:\w+\s){{0,2}}?{_BOSS}|(?:up\sto|decision\s(?:is|lies)\s(?:with|by)|liegt\sbei(?:m)?|report\sto|sign[- ]?off\sfrom|approval\s(?:from|of|by))\s{_BOSS})(?!\w)",
        "influencer",
    ),
    (
        r"\b(?:i|we)\s(?:(?:only|just|mainly|merely)\s)?(?:shortlist|recommend|advise|prepare|evaluate|research|propose|pre-?select|compare|influence|collect\soffers|gather|make\s(?:a|the)\srecommendation|am\sinvolved)\b"
        r"|\bi'?m\s(?:(?:only|just|part\sof|on)\s)(?:\w+\s){0,3}(?:research\w*|evaluat\w*|gather\w*|collect\w*|compar\w*|shortlist\w*|buying\s(?:team|committee|group)|selection\s\w+)\b|\bi\shelp\s(?:to\s)?(?:decide|choose|select|pick)"
        r"|\bich\s(?:\w+\s){0,3}?(?:empfehle|berate|bereite\s[^.!?]{0,30}vor|schlage\s[^.!?]{0,30}vor|hole\s[^.!?]{0,30}ein|sammle|vergleiche|prüfe\snur|evaluiere|recherchiere|treffe\s(?:die|eine)\svorauswahl|wähle\s(?:\w+\s)?(?:mit\s)?(?:aus|vor)|wirke\s[^.!?]{0,20}mit)\b"
        r"|\b(?:empfehle|berate|bereite\s(?:das\s|es\s|die\sentscheidung\s)?(?:nur\s)?vor|hole\s(?:nur\s)?(?:\w+\s)?angebote|vorauswahl|mitspracherecht|beratend|zuarbeit\w*)\b",
        "influencer",
    ),
    (
        r"\b(?:i(?:'m|’m|\sam))\s(?:the\s|a\s|one\sof\sthe\s)?(?:sole\s|main\s|final\s|only\s)?(?:decision[-\s]?maker|one\swho\s(?:decides|signs)|budget\s(?:holder|owner)|person\swho\s(?:decides|signs))|\bi\s(?:alone\s|can\s|do\s|will\s|get\sto\s|have\sto\s|'ll\s|myself\s|personally\s)?(?:decide|sign|approve)\b(?:\s(?:it|this|that|them|these|contracts?|off|it\soff|myself|alone))*"
        r"|\b(?:it'?s|that'?s|that\sis|it\sis|this\sis)\s(?:all\s|entirely\s|solely\s|completely\s)?(?:my\s(?:call|decision|choice|budget)|up\sto\sme|me\swho\s(?:decides|signs)|mine\sto\s(?:decide|make))\b|\bi\s(?:make|take|have)\s(?:the|this|that|all\s(?:the\s)?|those|these)\s?(?:final\s|buying\s|purchas\w+\s|last\s)*(?:decisions?|calls?|word|say)\b"
        r"|\bi\s(?:hold|own|control|have)\s(?:the\s)?(?:budget\s(?:authority|responsibility)|purse\sstrings|signing\s(?:power|authority))|\bi\shave\sthe\sauthority|\bbuck\sstops\swith\sme|\b(?:decision|call)\sis\s(?:mine|with\sme)|\bi\sown\sthe\s(?:company|business)",
        "decision_maker",
    ),
    (
        r"\b(?:das\s|darüber\s|hier\s|da\s)?entscheide\s(?:ich\b|(?:\w+\s){0,2}(?:allein\w*|selbst|selber)\b)(?:\s(?:allein\w*|selbst|selber|das))*|\bich\s(?:\w+\s){0,3}?(?:entscheide|unterschreibe|zeichne)\b(?!\s\w*\s?(?:nicht|mit))|\b(?:das\s)?(?:unterschreibe|zeichne)\sich\b"
        r"|\b(?:ich\s(?:bin|treffe)|bin\sich|treffe\sich)\s(?:\w+\s){0,3}?(?:entscheider(?:in)?|entscheidung(?:en)?|entscheidungsbefugt|zeichnungsberechtigt|entscheidungsträger(?:in)?)\b|\bdie\sentscheidung\s(?:treffe|liegt|fälle)\s(?:ich|bei\smir|allein\sbei\smir)\b|\b(?:liegt|liegen)\s(?:ganz\s|allein\s|komplett\s)?bei\smir\b"
        r"|\bich\sallein\w*\b|\bmeine\s(?:eigene\s)?entscheidung\b|\b(?:bin|ich)\s(?:voll\s|allein\s)?(?:entscheidungsbefugt|zeichnungsberechtigt|alleinentscheider\w*)\b|\bhabe\s(?:die\s)?(?:prokura|budgetverantwortung|entscheidungsbefugnis|budgethoheit)\b|\bich\shabe\sdas\s(?:letzte\swort|sagen)",
        "decision_maker",
    ),
)
_STATEMENTS: tuple[tuple[re.Pattern[str], Say], ...] = tuple((re.compile(pattern, re.IGNORECASE), say) for pattern, say in _TABLE)
_ANSWERS: tuple[tuple[re.Pattern[str], Say], ...] = tuple(
    (re.compile(rf"(?:{pattern})(?!\w)", re.IGNORECASE), say)
    for pattern, say in (
        (
            r"(?:me|myself|i|ich)(?:\s(?:and|und|with|mit|together|plus)\s(?!only|nur).{1,40}|\s*,?\s*(?:my|mein\w*|our|unser\w*)\s\w+)|(?:we|wir)(?:\s(?:all|both|alle|beide|together|gemeinsam|zusammen))?(?=\W*$)|(?:together|gemeinsam|zusammen|both|beide|partly|teilweise|zum\steil|jein|im\steam)",
            "influencer",
        ),
        (
            r"(?:yes|yeah|yep|yup|sure|ja|jo|jawohl|genau|klar|correct|right|stimmt|absolutely|definitely|natürlich)?[\s,.]*(?:that'?s\sme|that\swould\sbe\sme|it'?s\sme|i\sdo|i\sam|i\scan|me|myself|just\sme|only\sme|ich|das\sbin\sich|das\smache\sich|nur\sich|ich\sselbst|selbst|mache\sich)(?=\W*$|[\s,.]+(?:alone|allein\w*|only|selbst|selber|personally))",
            "decision_maker",
        ),
        (r"(?:(?:yes|yeah|yep|yup|sure|ja|jo|jawohl|genau|klar|correct|absolutely|definitely|natürlich|of\scourse)(?:\W+|$)){1,3}$", "decision_maker"),
        (rf"(?:(?:no|nope|nah|nein|nö|nee|not\sreally)[\s,.:]+)?(?:it'?s\s|that'?s\s|das\s(?:ist|macht)\s)?{_BOSS}(?=\W*$|\s(?:and|und|mit|with|does|macht|is|ist)\b)", "influencer"),
        (r"(?:no|nope|nah|nein|nö|nee)(?:\W+(?:leider|sorry|not\sreally|unfortunately))?(?=\W*$)", "none"),
    )
)
