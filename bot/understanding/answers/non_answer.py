"""Tells a question, a refusal, "I don't know" or small talk from an answer."""

import re
from functools import cache

from bot.understanding.tokens import tokens_from
from bot.understanding.word_lists import any_of, word_lists


def is_question(text: str) -> bool:
    """Whether the visitor asks something, with or without a question mark."""
    stripped = text.strip()
    return stripped.endswith("?") or _QUESTION_START.match(_without_greeting(stripped)) is not None


def is_refusal(text: str) -> bool:
    """Whether the visitor would rather not say, or wants to go on without saying."""
    return _REFUSAL.search(_plain(text)) is not None or refuses_again(text)


def refuses_again(text: str) -> bool:
    """Whether the visitor says "not that either": no answer to what is asked after a refusal."""
    return _NEITHER.fullmatch(_plain(text)) is not None


def is_dont_know(text: str) -> bool:
    """Whether the visitor does not know, or does not know yet."""
    return _DONT_KNOW.search(_plain(text)) is not None


def is_put_off(text: str) -> bool:
    """Whether nothing but "later" is said, in whatever words."""
    return _later().fullmatch(_plain(text)) is not None


@cache
def _later() -> re.Pattern[str]:
    later, around = any_of("answers", "later"), any_of("answers", "around_later")
    return re.compile(rf"\W*(?:{around}\W*){{0,3}}{later}(?:\W*(?:{later}|{around})){{0,3}}\W*")


def is_small_talk(text: str) -> bool:
    """Whether nothing but greetings, thanks, yes, no and courtesies is said."""
    words = tokens_from(text, limit=12)
    return len(words) < 12 and all(word.lower in word_lists("answers")["courtesy"] for word in words)


def is_thinking_aloud(text: str) -> bool:
    """Whether nothing is said yet: "hmm, let me think"."""
    said = _plain(text).rstrip(" .…!,-–")
    return _HESITATION.fullmatch(said) is not None or (
        len(said) <= _LONGEST_THOUGHT and _thoughts().fullmatch(said) is not None
    )


@cache
def _thoughts() -> re.Pattern[str]:
    thought, filler = any_of("answers", "thinking"), any_of("answers", "thinking_filler")
    return re.compile(rf"\W*(?:{filler}\W*){{0,4}}{thought}\W*(?:(?:{filler}|{thought})\W*){{0,4}}")


def is_non_answer(text: str) -> bool:
    """Whether the text answers no question about a fact."""
    return (
        is_small_talk(text)
        or is_thinking_aloud(text)
        or is_question(text)
        or is_refusal(text)
        or is_dont_know(text)
        or _ASIDE.search(_plain(text)) is not None
    )


def _plain(text: str) -> str:
    """The opening of the text in lower case: what is no answer shows itself early."""
    return text[:400].lower().replace("’", "'").strip()


def _without_greeting(text: str) -> str:
    match = _GREETING.match(text)
    return text[match.end() :] if match else text


_NEITHER = re.compile(
    r"\W*(?:(?:no|nope|nein|nö|nee)\W+)?(?:(?:not\s)?(?:that|this|it)(?:\sone)?\sn?either|nor\sthat"
    r"|(?:(?:das|die|den|der)\s)?(?:leider\s)?auch\snicht|(?:(?:please|bitte|just|einfach|lieber)\s)?"
    r"(?:skip|pass|next(?:\squestion)?|weiter|nächste\sfrage|überspringen)(?:\s(?:please|bitte))?)\W*"
)
_HESITATION = re.compile(r"h+m+|m+h+m*|[aäuoö]+h+m*|e+r+m*|u+m+")
_LONGEST_THOUGHT = 100
_GREETING = re.compile(
    r"(?:(?:hi|hello|hey|hallo|moin|servus|guten\s(?:tag|morgen|abend)|good\s(?:morning|afternoon|evening"
    r"|day)|sorry|ok(?:ay)?"
    r"|but|and|und|aber|well|please|bitte)\b[\s,.!]*){1,4}",
    re.IGNORECASE,
)
_QUESTION_START = re.compile(
    r"""(?:
    (?:who|whom|whose|what|what's|whats|when|where|why|how|which|wer|wem|wen|was|wann|wo|woher|wohin|warum
      |wieso|weshalb|wozu
      |wofür|wie|wieviel|welche[rsnm]?|inwiefern)\b(?!\s*(?:gmbh|ag|ltd|&))
    | (?:can|could|would|will|do|does|did|is|are|was|were|am|have|has|should|may|shall|might)\s
      (?:you|i|we|he|she|it|they|there|this|that|the|someone|somebody|anyone|your|my|mr|mrs|ms|miss|u)\b
    | (?:kann|kannst|können|könnt|könntest|könnten|könnte|hast|haben|habt|hat|bist|sind|seid|ist|gibt|darf
      |dürfen|soll|sollen|muss|müssen
      |wird|werden|würden|würdest|machst|macht|machen|geht|bietet|bieten|arbeitet|möchten|wollen|brauchen
        |brauche)\s
      (?:du|sie|ihr|ich|wir|er|es|das|man|der|die|jemand|herr|frau|euer|eure|ihre)\b(?!\s(?:heißt|heisst))
    )""",
    re.IGNORECASE | re.VERBOSE,
)
_REFUSAL = re.compile(
    r"""(?:
    \b(?:rather|prefer)\s(?:to\s)?not\b | \b(?:i'?d|would)\s(?:rather|prefer)\s(?:keep|stay|remain)
    | \b(?:don'?t|do\snot|won'?t|will\snot|not\sgoing\sto|not\sgonna|can'?t|cannot)\s(?:(?:want|wish|like
      |really|feel)\s(?:to\s|comfortable\s)?)?
      (?:say|tell|share|sharing|give|giving|disclose|answer|talk\sabout)
    | \bnone\sof\syour\b | \bnot\syour\sbusiness\b | \bno\scomment\b | \bconfidential\b | \bwhy\sdo\syou\b
    | ^\W*(?:skip|pass|next|weiter|überspringen|nope|secret|anonymous|anonym|geheim|vertraulich|privat|private
      |n/?a|none|keine?|nichts|nothing)\W*$
    | \b(?:skip|überspring)\w*\s(?:that|this|it|das|die|diese)\b | \bstay\sanonymous\b | \banonym\sbleiben\b
    | \b(?:möchte|mag|will|wollen|möchten|werde|kann|darf)\b[^.!?]{0,40}\b(?:nicht|ungern
      |nix)\s?(?:so\s)?(?:sagen|angeben|nennen|verraten|mitteilen|teilen|preisgeben|beantworten)
    | \b(?:sag|sage|verrate|nenne)\sich\s(?:\w+\s){0,2}nicht\b | \bgeht\s(?:dich|sie|euch
      |niemanden?)\s(?:\w+\s){0,2}(?:nichts|nix)\b
    | \blieber\snicht\b | \bkeine\sangaben?\b | \btut\snichts\szur\ssache\b | \bungern\b | \bdatenschutz\b
    | \bnot\scomfortable\b | \bi\srefuse\b | \bmind\syour\b | \b(?:möchte|will
      |mag)\s(?:ich\s)?(?:das\s)?nicht\s*[.!]*$
    )""",
    re.VERBOSE,
)
_DONT_KNOW = re.compile(
    r"""(?:
    \b(?:don'?t|do\snot|doesn'?t|wouldn'?t|didn'?t|never)\s(?:really\s|actually\s|even\s|quite\s)?(?:know
      |remember|recall)\b
    | \b(?:dunno|idk|unsure)\b | \bno\s(?:idea|clue)\b | \b(?:not|never)\s(?:\w+\s)?(?:sure|certain|decided
      |known|defined)\b
    | \b(?:weiß|weiss|weis)\s(?:ich\s)?(?:es\s|das\s|leider\s|noch\s|gerade\s|auch\s|gar\s|da\s){0,4}(?:nichts?|nix)\b
      | \bkeine?n?\s(?:ahnung|plan|schimmer|idee)\b
    | \bnicht\s(?:ganz\s|so\s)?(?:sicher|klar|bekannt|entschieden|festgelegt)\b | \bnoch\s(?:unklar|offen
      |nicht)\s*[.!]*$ | \bunklar\b
    | ^\W*(?:it\s|das\s|es\s)?(?:depends|kommt\s(?:drauf|darauf)\san|hängt\sdavon\sab|not\syet|hard\sto\ssay
      |schwer\szu\ssagen|mal\s(?:sehen|schauen))\b
    | \blet\sme\scheck\b | \bhave\sto\scheck\b | \bmuss\sich\s(?:erst\s)?(?:nachfragen|nachsehen|klären
      |prüfen)\b
    )""",
    re.VERBOSE,
)
_ASIDE = re.compile(
    r"""(?:
    ^\W*(?:(?:many|ok(?:ay)?|vielen|herzlichen|lieben|besten|ganz)\s)*(?:thanks|thank\syou|thx|danke|dank)\b
      | \b(?:thanks|thank\syou|danke|dank)\W*$
    | ^\W*(?:that'?s|thats|das\sist|you'?re|you\sare|du\sbist|sie\ssind)\s(?:\w+\s){0,3}(?:helpful|useful
      |great|good|nice|stupid|useless|hilfreich|toll|gut|super|blöd|doof|dumm)\b
    | ^\W*(?:have|see|talk\sto)\s(?:a|you)\b | (?<!that\s)(?<!which\s)(?<!that\scan\s)(?<!which\scan\s)
      \b(?:talk|speak|chat|connect\w*|reden|sprechen)\s(?:to|with|mit
      |me\sto)\b | \bmit\s[^.!?]{0,30}\b(?:sprechen|reden)\b
    | ^\W*(?:please\s|bitte\s|just\s|sorry,?\s)*(?:get|give|let|show|tell|send|call|gib|geben\ssie|zeig\w*|sag
      |lass|schick\w*|ruf\w*)\s(?:sie\s)?(?:me|mir|mich|die|das)\b
    | \b(?:did|do)(?:n'?t|\snot)\s(?:\w+\s)?understand\b | \bnicht\s(?:ganz\s)?verst
      | ^\W*ich\sverstehe\b
    | ^\W*(?:(?:please\s)?(?:see|as)\sabove|siehe\soben|wie\soben|nothing\s(?:special|specific|in\sparticular|much)
      |nichts\s(?:besonderes|bestimmtes|konkretes|weiter)|(?:just|only)\s(?:looking|browsing)(?:\saround)?|nur\s(?:mal\s)?(?:schauen|gucken))\W*$
    | ^\W*(?:auf|unter)\skeine[nm]\b
      | \bmelde\smich\b | \bmuss\s(?:jetzt\s)?(?:los|gehen|aufhören|weg)\b
    | ^\W*(?:mit\s)?(?:freundliche[nm]?|viele|beste[nm]?|liebe|schöne)\s(?:grüße[n]?|grüsse[n]?)\W*$
      | ^\W*(?:forget\sit|vergiss\ses|egal|whatever|never\s?mind)\b
    )""",
    re.VERBOSE,
)
