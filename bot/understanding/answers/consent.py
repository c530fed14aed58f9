"""Consents that visitors give or refuse in words of their own, whether they were asked for them or not."""

import re
from dataclasses import dataclass

from bot.understanding.tokens import plain_apostrophes

CONTACT, NEWS = "contact_opt_in", "marketing_opt_in"
_LONGEST_TEXT = 600


@dataclass(frozen=True)
class Consent:
    """Whether what ``slot`` names is allowed, said in ``text[start:end]``."""

    slot: str
    given: bool
    start: int
    end: int


def find_consents(text: str) -> list[Consent]:
    """At most one for each slot, in the order of the slots; a question, a condition or a mere time of day is none."""
    plain = plain_apostrophes(text[:_LONGEST_TEXT]).lower()
    found: dict[str, Consent] = {}
    for slot, given, pattern in _TABLE:
        match = pattern.search(plain)
        told_where = slot == CONTACT and given and match is not None and _tells_where(plain, match)
        if match and slot not in found and not told_where and not _is_asked(plain, match.end()):
            found[slot] = Consent(slot, given, match.start(), match.end())
    if CONTACT in found and not found[CONTACT].given and _ANOTHER_WAY.search(plain):
        del found[CONTACT]  # "don't call, write to me"
    return sorted(found.values(), key=lambda consent: consent.slot)


def _is_asked(plain: str, end: int) -> bool:
    """Whether the sentence of the words ends as a question."""
    return _SENTENCE_END.split(plain[end:], maxsplit=1)[0].endswith("?")


def _tells_where(plain: str, offer: re.Match[str]) -> bool:
    """ "You can reach me at jo@kestrel.io" answers where, and not whether; "call me on" a number asks for it."""
    where = "@" in offer.group() or _WHERE.match(plain, offer.end()) is not None
    return where and _CAN.search(offer.group()) is not None


_CAN = re.compile(r"\b(?:can|could|kann|können|könnt|kannst)\b")
_WHERE = re.compile(r"\s?(?:at|on|under|via|by|unter|über)?:?\s?\S+@\S")


def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{pattern})(?!\w)")


_REACH = (
    r"(?:contact|call|phone|ring|e-?mail|mail|write(?:\sto)?|message|text|reach(?:\sout\sto)?"
    r"|get\sin\stouch\swith|get\sback\sto|approach)"
)
_MAY = (
    r"(?:you(?:\sguys)?|your\s(?:team|colleagues|people|sales\steam)|someone|somebody|anyone)\s"
    r"(?:can|may|might|could|are\swelcome\sto|are\sallowed\sto|are\sfree\sto)(?:\s(?:certainly|gladly|of\scourse"
    r"|also|then|now|absolutely|always|happily))?"
)
_OFFER = (
    rf"(?:{_MAY}|(?:please\s)?feel\sfree\sto|(?:please\s)?don't\shesitate\sto|(?:i'm|i\sam|we're|we\sare|i'd\sbe"
    rf"|i\swould\sbe)\s(?:happy|fine|ok|okay)\s"
    r"(?:for|with)\s(?:you|someone|somebody)\s(?:to|contacting)|you\shave\smy\s(?:permission|consent|ok)\sto"
    r"|no\sproblem\sto)"
)
_NO_NICKNAME = (
    r"(?!\s(?!(?:back|any\w*|at|on|about|to|today|tomorrow|now|then|again|please|when\w*|if|for|by|in|and|or|here"
    r"|but|via|soon|there)\b)"
    r"\w+\W*$)"
)
"""Not as in "you can call me Jo"."""
_GLADLY = r"(?:gern|gerne|ruhig|jederzeit|natürlich|selbstverständlich)"
_NOT_YET = (
    r"(?!\s(?:before|after|until|on|at|in|by|between|yet|today|tomorrow|now|this|next|during|too|twice"
    r"|back\sbefore|without|vor|nach|am|um|bevor|zu|so|heute|morgen|jetzt|ohne|im))"
)
_NEWS = (
    r"(?:news\s?letters?|mailing\slists?|mailing-?liste?|(?:mail-?)?verteiler|news|neuigkeiten|updates"
    r"|marketing\s(?:mails?|e-?mails?))"
)
_TABLE: tuple[tuple[str, bool, re.Pattern[str]], ...] = (
    (
        CONTACT,
        False,
        _compiled(
            rf"(?:please\s)?(?:don't|dont|do\snot|never)\s(?:you\s)?(?:ever\s)?{_REACH}(?:\s(?:me"
            rf"|us)\b)?(?:\splease)?{_NOT_YET}(?=\s?(?:$|[.,;!]|please|again|about|at\sall|and|for))"
            r"|(?:don't|do\snot|wouldn't|would\snot)\s(?:want|like|wish)\s(?:to\sbe|to\sget|being)\s(?:contacted"
            r"|called|e-?mailed|phoned|approached)"
            rf"|(?:don't|do\snot|wouldn't)\s(?:want|like|wish)\s(?:for\s)?(?:you|anyone|anybody|someone|somebody|your"
            rf"\s\w+)(?:\sguys)?\sto\s{_REACH}\s(?:me|us)\b"
            r"|rather\snot\sbe\s(?:contacted|called|e-?mailed|phoned)|(?:please\s)?no\s(?:phone\s)?(?:calls"
            r"|contact)(?=\s?(?:$|[.,;!]|please|at\sall))"
            rf"|(?:bitte\s)?(?:kontaktieren|rufen|schreiben|melden|kontaktiert|ruft|meldet)\s(?:sie"
            rf"|euch)?\s?(?:mich|uns|mir|sich)?\s?(?:bei\s(?:mir|uns)\s)?(?:bitte\s)?nicht(?:\san)?(?=\s?(?:$"
            rf"|[.,;!]))"
            r"|(?:bitte\s)?(?:melden|melde|meldet)\s(?:sie\s)?(?:sich|euch|dich)\s(?:bitte\s)?nicht(?:\s(?:mehr|bei\s(?:mir|uns)|zurück))*(?=\s?(?:$|[.,;!]))"
            r"|(?:bitte\s)?nicht\s(?:kontaktieren|anrufen|anschreiben|melden)(?=\s?(?:$|[.,;!]))"
            r"|(?:möchte|will|möchten|wollen)\s(?:ich\s|wir\s)?(?:bitte\s|aber\s)?nicht\s(?:kontaktiert|angerufen"
            r"|angeschrieben|angesprochen)\swerden"
            r"|(?:möchte|will|möchten|wollen)\s(?:ich\s|wir\s)?(?:bitte\s)?nicht,?\s(?:dass|daß|das)\s(?:sie|ihr|du|man"
            r"|(?:mich|sich)\s(?:jemand|wer)|jemand)\s(?:(?:mich|uns|sich|euch|dich|mir|bei)\s){0,4}(?:deswegen\s|dazu\s)?"
            r"(?:kontaktier\w+|anruf\w*|anschreib\w*|ansprech\w*|melde\w*)"
            r"|(?:bitte\s)?keine\s(?:anrufe|kontaktaufnahme)(?=\s?(?:$|[.,;!]|bitte))"
        ),
    ),
    (
        CONTACT,
        True,
        _compiled(
            rf"{_OFFER}\s{_REACH}\s(?:me|us){_NO_NICKNAME}|with\s(?:you|someone|somebody)\s(?:contacting|calling"
            rf"|e-?mailing|ringing)\s(?:me|us)|(?:i|we)\s(?:agree|consent)\sto\sbe(?:ing)?\scontacted|(?:i'm|i\sam"
            rf"|we're)\s(?:happy|fine|ok|okay)\sto\sbe\s(?:contacted|called|e-?mailed)"
            rf"|(?:sie|du|ihr|man)\s(?:dürfen|dürft|darfst|können|könnt|kannst|darf|kann)\s(?:mich|uns|sich|euch"
            rf"|dich|mir)\s(?:\w+\s){{0,4}}?(?:kontaktieren|anrufen|anschreiben|ansprechen|melden|schreiben|mailen"
            rf"|erreichen)"
            rf"|(?:dürfen|können)\ssie\s(?:mich|uns|sich)\s{_GLADLY}\s(?:\w+\s){{0,3}}?(?:kontaktieren|anrufen"
            rf"|anschreiben|melden)"
            rf"|(?:melden|meldet|melde)\s(?:sie\s)?(?:sich|euch|dich)\s(?:dazu\s|dann\s"
            rf"|da\s)?{_GLADLY}(?:\s(?:bei\s(?:mir|uns)|dazu|einfach|mal))*"
            rf"|(?:kontaktieren|kontaktiert|kontaktiere)\s(?:sie\s)?(?:mich|uns)\s(?:dazu\s)?{_GLADLY}"
            rf"|(?:rufen|ruft|ruf|schreiben|schreibt|schreib|mailen)\s(?:sie\s)?(?:mich|uns"
            rf"|mir)\s(?:dazu\s)?{_GLADLY}(?:\s\w+)?"
            r"|(?:ich\sbin|wir\ssind)\s(?:damit\s)?einverstanden,?\sdass\ssie\s(?:mich|uns"
            r"|sich)\s(?:\w+\s){0,3}(?:kontaktieren|anrufen|melden)"
        ),
    ),
    (
        NEWS,
        False,
        _compiled(
            rf"(?:please\s)?no\s(?:{_NEWS}|advertising|ads|marketing)(?=\s?(?:$|[.,;!]|please|for\sme|though))"
            rf"|(?:don't|do\snot|never)\s(?:\w+\s){{0,3}}(?:on|to|for|me)\s(?:your\s|the\s|any\s|a\s)?{_NEWS}"
            rf"|(?:bitte\s)?keine?n?\s(?:{_NEWS}|werbung)(?=\s?(?:$|[.,;!]|bitte|für\smich))"
        ),
    ),
    (
        NEWS,
        True,
        _compiled(
            rf"(?:put|add|sign)\s(?:me|us)\s(?:up\s)?(?:on|onto|to|for)\s(?:your|the)\s{_NEWS}|subscribe\s(?:me"
            rf"|us)\sto\s(?:your|the)\s{_NEWS}"
            rf"|(?:i'd|i\swould|we'd)\s(?:also\s)?(?:like|love)\s(?:to\s(?:get|receive|have)\s)?(?:your|the)\s{_NEWS}"
            rf"|(?:{_OFFER}\s|please\s|do\s)send\s(?:me|us)\s(?:your|the)\s{_NEWS}|(?:{_OFFER}\s)send\s(?:me"
            rf"|us)\s{_NEWS}"
            rf"|(?:tragen|trag|tragt|setzen|setz|setzt|nehmen|nimm|nehmt)\s(?:sie\s)?(?:mich|uns)\s(?:bitte\s"
            rf"|gern\s|gerne\s|ruhig\s)?(?:in|auf|für)\s(?:den|ihren|euren|die|deinen)\s{_NEWS}(?:\s(?:ein|auf))?"
            rf"|(?:sie|ihr|du)\s(?:dürfen|können|könnt|dürft|kannst|darfst)\s(?:mich|uns"
            rf"|mir)\s(?:\w+\s){{0,2}}(?:in|auf|für|den|ihren|euren)\s(?:den\s|ihren\s|euren\s)?{_NEWS}(?:\s\w+)?"
            rf"|(?:den|ihren|euren)\s{_NEWS}\s(?:hätte|nehme|bekomme|möchte|will|lese)\s(?:ich|wir)\s(?:gern|gerne"
            rf"|auch)"
            rf"|schicken\ssie\smir\s(?:bitte\s|gern\s|gerne\s)?(?:den|ihren)\s{_NEWS}"
        ),
    ),
)
_ANOTHER_WAY = re.compile(
    r"\b(?:e-?mail|write\sto|text|message|contact|call|phone|ring)\s(?:me|us)\s(?:instead|rather)|(?:but|just|only|rather|better"
    r"|instead)\s(?:\w+\s)?(?:e-?mail|mail|write|call|text)"
    r"|(?:mail|e-?mail)\s(?:is\s(?:fine|ok|better)|only|instead)|(?:sondern|lieber|besser|nur"
    r"|aber)\s(?:\w+\s){0,2}(?:mail|e-?mail|schreiben|schriftlich|anrufen|telefonisch)"
)
_SENTENCE_END = re.compile(r"(?<=[.!?;\n])")
