"""Finds what the visitor needs, in their own words and without the pleasantries."""

import re
from itertools import islice

from bot.understanding.mention import Mention
from bot.understanding.never_names import FUNCTION_WORDS
from bot.understanding.non_answer import is_dont_know, is_non_answer, is_question, is_refusal, is_small_talk
from bot.understanding.tokens import stripped_span, tokens_from


_MOST_CUES = 20


def find_need(text: str, language: str = "en", asked: bool = False) -> Mention | None:
    """The words that say what the visitor wants to achieve or to have; asking for an offer or for sales is none.

    ``asked`` means that the bot has just asked for it: any statement of substance is then the need.
    """
    leads = list(islice(_LEADS.finditer(text), _MOST_CUES))
    for lead in leads:
        if found := _need_from(text, lead.end()):
            return found
    if leads or not asked:
        return None
    if request := _REQUEST.search(text):
        return _need_from(text, request.end())
    if is_non_answer(text) or is_question(text):
        return None
    return _statement(text)


def _need_from(text: str, start: int) -> Mention | None:
    start, end = stripped_span(text, start, _need_end(text, start))
    return _checked(text, start, end)


def _statement(text: str) -> Mention | None:
    opening = _OPENING.match(text)
    start, end = stripped_span(text, opening.end() if opening else 0, len(text))
    if closing := _CLOSING.search(text, start, end):
        start, end = stripped_span(text, start, closing.start())
    return _checked(text, start, end)


def _checked(text: str, start: int, end: int) -> Mention | None:
    said = text[start:end]
    if _content_words(said) < 1 or len(said) > 600 or "@" in said:
        return None
    if is_small_talk(said) or is_refusal(said) or is_dont_know(said) or _GENERIC.fullmatch(said) or _ABOUT_SELF.match(said):
        return None
    if _content_words(said) < 2 and not _SOLID.search(said):
        return None
    return Mention(said, start, end)


def _need_end(text: str, start: int) -> int:
    match = _NEED_END.search(text, start)
    return match.start() if match else len(text)


def _content_words(said: str) -> int:
    return sum(1 for word in tokens_from(said, limit=40) if word.lower not in FUNCTION_WORDS and not word.text.isdigit())


_LEADS = re.compile(
    r"""(?<!\w)(?:
    (?:we|i)(?:\s(?:really|urgently|currently|just|do|also|definitely|will|basically|mainly|\+))*\s(?:need|want|require|(?:wish|hope|plan|aim|intend|have)(?=\sto\s))(?:\sto\s(?:have|get|see|buy|use|find)|\sfor|\ssome\shelp\swith|\shelp\s(?:with|to))?
    | (?:we|i)(?:'d|’d|\swould)(?:\sreally|\salso)?\s(?:like|love)(?:\s(?:to\s(?:have|get|see|buy|use|find)|for|some\shelp\swith|help\s(?:with|to)))?
    | (?:we|i)(?:'re|’re|'m|’m|\sare|\sam)\s(?:\w+\s)?(?:looking\s(?:for|to|into)|searching\sfor|trying\sto|interested\sin|planning\s(?:to|on)?|hoping\s(?:to|for)|after|in\sneed\sof|in\sthe\smarket\sfor|in\ssearch\sof)
    | looking\s(?:for|to) | in\sneed\sof | our\s(?:goal|aim|problem|challenge|issue|need)\sis(?:\s(?:to|that))? | the\s(?:problem|challenge|goal)\sis(?:\s(?:to|that))? | (?:we|i)\s(?:struggle|have\s(?:trouble|problems?|issues?))\s(?:with|to)
    | (?:wir|ich)\s(?:\w+\s)?(?:brauchen?|benötigen?|suchen?|möchten?|wollen|will|wünschen?\s(?:uns|mir)|planen|plane|hätten?\s(?:gerne?)|interessieren?\s(?:uns|mich)\sfür|würden?\s(?:gerne?))(?:\s(?:dringend|aktuell|derzeit|gerade|gerne?|eigentlich|unbedingt|auch|noch|dafür))*
    | (?:brauchen|brauche|benötigen|benötige|suchen|suche|möchten|möchte|wollen|hätten?\sgerne?|würden?\sgerne?)\s(?:wir|ich)(?:\s(?:dringend|aktuell|derzeit|gerade|gerne?|auch))*
    | (?:wir\ssind|ich\sbin|bin|sind)\s(?:\w+\s)?auf\sder\ssuche\snach | (?:wir\ssind|ich\sbin|bin|sind)\s(?:\w+\s)?interessiert\san | (?:unser|das)\s(?:ziel|problem|anliegen|bedarf|wunsch)\sist(?:\s(?:es|dass))?
    | es\sgeht\s(?:uns\s|mir\s)?(?:um|darum) | (?:suche|brauche|benötige|suchen|brauchen|benötigen)
    )(?!\w)[\s,:]*""",
    re.IGNORECASE | re.VERBOSE,
)
_REQUEST = re.compile(
    r"""(?<!\w)(?:(?:can|could|would|do|does)\s(?:you|it|your\s\w+)\s(?:please\s|also\s)?(?:help\s(?:us|me)(?:\s(?:to|with))?|offer|provide|support|do|build)
    |(?:is|would)\sit\spossible\sto|(?:können|könnt|kannst|könnten|könntet|kann)\s(?:sie|ihr|du|man)\s(?:uns\s|mir\s)?(?:dabei\s)?(?:helfen[,\s]+|unterstützen\s(?:bei\s)?|anbieten\s)?(?:bei\s|mit\s)?)\s*""",
    re.IGNORECASE | re.VERBOSE,
)
_NEED_END = re.compile(
    r"[.!?;\n](?=\s|$)|\n|,\s(?=(?:please|bitte|thanks|danke|can|could|kann|können|my\s|mein|i'?m\s|i\sam|ich\sbin|we'?re|we\sare|wir\ssind|call|rufen|budget|our\sbudget|unser\sbudget|live|ab\s|bis\s|by\s|ca\b|about\s\d|\d|[\w.+-]{1,40}@))"
    r"|\s(?=(?:and|und|but|aber)\s(?:i\s|i'|we're|we\shave|we\sare|my\s|mein|our\sbudget|ich\s|wir\ssind|wir\shaben|have\sa\sbudget|unser))|\s[-–—]\s|\s(?=(?:please|bitte|thanks|danke)\W*$)",
    re.IGNORECASE,
)
_OPENING = re.compile(
    r"\W*(?:(?:hi|hello|hey|hallo|moin|servus|guten\s(?:tag|morgen|abend)|good\s(?:morning|afternoon|evening)|well|so|also|ja|yes|ok(?:ay)?|sure|klar|mainly|basically|vor\sallem|hauptsächlich|it's|its|das\sist|it\sis|um|äh|ähm|naja|na\sja)(?=\W)[\s,.!:–-]*){1,5}",
    re.IGNORECASE,
)
_CLOSING = re.compile(r"[\s,.!–-]+(?:thanks|thank\syou|please|bitte|danke|vielen\sdank|cheers)[^\w]*$", re.IGNORECASE)
_SALES_THING = (
    r"(?:offers?|quotes?|quotations?|proposals?|demos?|calls?|callbacks?|meetings?|appointments?|prices?|pricing|prices?\slist|price\slist|information|infos?|details|help|assistance|support|advice|questions?|sales|someone|somebody|anyone|"
    r"(?:a\s)?human|person|people|contact|consultation|trial|brochure|rep|representative|answers?|more|hear\sfrom\syou|something|anything|nothing|it|that|this|one|"
    r"angebote?s?|kostenvoranschlag|termine?|rückrufe?|anruf|gespräch|beratung|beratungsgespräch|preise?|preisliste|informationen|auskunft|hilfe|unterstützung|frage|fragen|vertrieb|verkauf|jemanden?|mitarbeiter|menschen?|"
    r"kontakt|ansprechpartner|demo-?termin|vorführung|etwas|was|das|es|dies|nichts|infomaterial|broschüre|anfrage)"
)
_GENERIC = re.compile(
    rf"""(?:(?:to|zu|um)\s)?(?:(?:get|have|see|receive|book|request|schedule|arrange|ask|speak|talk|chat|know|learn|discuss|make|start|find\sout|order|connect|be|reach|get\sin\stouch|hear|buy|say|tell|leave|stop)\s)*
    (?:(?:an?|the|some|your|my|more|mehr|ein|eine|einen|einem|einer|ihr|ihre|euer|dem|der|den|die|das|mit|with|to|in|from|for|about|of|von|aus|vom|über|nur|just|only|bitte|please|gerne?|mal|kurz|quick|short|eure[nm]?|ihrem|ihren|free|kostenlose[sn]?|unverbindliche[sn]?|real|echten?|nach|für|um|me|mich|us|uns|mir|your|eurem|team|in\stouch|price|first|little|bit|touch)\s)*
    (?:{_SALES_THING}|you|ihnen|euch|dir|sie|team|cost|costs|kosten|kostet|back|out|start|stop)?
    (?:\s(?:from|of|with|to|by|von|vom|mit|aus|for|für|about|zu|over|per)\s(?:the\s|your\s|dem\s|der\s|ihrem\s|eurem\s|a\s)?(?:sales|sales\steam|team|you|someone|somebody|vertrieb|ihnen|euch|dir|us|me|mich|uns|mir|phone|telefon|email|e-mail|human|person|product|products|produkt\w*))?
    (?:\s(?:bekommen|haben|erhalten|anfordern|vereinbaren|buchen|sprechen|reden|telefonieren|wissen|fragen|stellen|machen|besprechen|einholen|anfragen|sehen|please|bitte|now|jetzt|to\s(?:call|contact)\s(?:me|us|back)|to\shelp\sme|help\sme|me|anrufen|treten|aufnehmen|bestellen|kaufen|kündigen|starten|beenden|verbunden\swerden|gern|gerne))*\W*""",
    re.IGNORECASE | re.VERBOSE,
)
_ABOUT_SELF = re.compile(
    r"(?:my\sname|(?:i|i'm|i’m|i'd|we|ich|wir|you|du|sie)\b|to\s(?:spend|pay|think|ask|check|go|leave|wait|consider|decide|cancel|know|explain|repeat|tell|say|leave|unsubscribe|change|transfer|be)\b|no\b|keine?n?\b|(?:erst\s?mal\s)?(?:schauen|überlegen|nachdenken)\b|mein\sname|ich\sheiße|i(?:'m|’m|\sam)\s(?:the\s|a\s)?[A-Z]\w+\s*$|call\sme|calling\sme|to\s(?:talk|speak|chat)\s(?:to|with)\b|talk\s(?:to|with)\b|speak\s(?:to|with)\b|mit\s\w+(?:\s\w+){0,3}\s(?:sprechen|reden|telefonieren)\b|know\s(?:if|whether|how|what|why|more)\b|wissen\b|not\sto\b|nicht\b|deine?\b|ihre\sdaten)",
    re.IGNORECASE,
)
_SOLID = re.compile(r"chat\w*|\w*bot\b|crm|software|website|webseite|\w*automati\w*|leads?|qualifi\w*|tool|system|plattform|platform|app\b|shop\w*|\w{12,}", re.IGNORECASE)
