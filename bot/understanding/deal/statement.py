"""Reads the need from sentences that do not say "we need": the answer to what for, and trouble that is told."""

import re
from collections.abc import Iterator
from itertools import islice

from bot.understanding.answers.non_answer import is_dont_know, is_non_answer, is_question, is_refusal, is_small_talk
from bot.understanding.deal.authority import find_authority
from bot.understanding.deal.need_cues import ABOUT_SELF, CLOSING, GENERIC, LEADS, OPENING, SOLID, TAIL
from bot.understanding.deal.problem import is_insult, is_insult_to_us, names_a_thing, tells_a_problem
from bot.understanding.mention import Mention
from bot.understanding.sentences import sentences
from bot.understanding.tokens import stripped_span, tokens_from
from bot.understanding.who.company import find_company
from bot.understanding.who.name_words import FUNCTION_WORDS
from bot.understanding.who.person import find_person

LONGEST_NEED = 600
_MOST_SENTENCES = 12
_LONGEST_HEADING = 3
_COMMA = re.compile(r",\s")
_TURNS_TO_SELF = re.compile(
    r",\s(?=(?:my\s(?:name|mail|e-?mail|phone|number)|i'm|i\sam|this\sis|we'd\slike\sto|we\s(?:want|plan)\sto|you\scan|ring\sme|call\sme"
    r"|mein\sname|meine\s(?:mail|e-?mail|nummer|telefon)|ich\sbin|ich\shei(?:ß|ss)e|sie\serreichen|rufen\ssie|schreiben\ssie|losgehen|geplant)\b)",
    re.IGNORECASE,
)
"""Where a need ends without a full stop: "a chatbot for our website, my name is Noor"."""
_CONTACT = re.compile(r"@|\d(?:[\s/.-]?\d){5}")


def find_told_problem(text: str) -> Mention | None:
    """The first sentences in a row that tell what goes wrong in the visitor's business."""
    return _first_in_a_row(text, problems_only=True)


def find_statement(text: str) -> Mention | None:
    """The first sentences in a row that say something of substance, where the need was asked for."""
    return _first_in_a_row(text, problems_only=False)


def is_statement(sentence: str) -> bool:
    """Whether the sentence could be the answer to what the visitor wants to achieve."""
    if is_question(sentence) or is_insult(sentence):
        return False
    if tells_a_problem(sentence):
        return True
    if is_non_answer(sentence) or LEADS.search(sentence) or ABOUT_SELF.match(sentence):
        return False
    return not (find_person(sentence) or find_company(sentence) or find_authority(sentence))


def checked(text: str, start: int, end: int) -> Mention | None:
    """The words as a need, if they say what for."""
    said = text[start:end]
    if content_words(said) < 1 or len(said) > LONGEST_NEED or "@" in said or is_insult_to_us(said):
        return None
    if not tells_a_problem(said) and (
        is_small_talk(said) or is_refusal(said) or is_dont_know(said) or GENERIC.fullmatch(said)
    ):
        return None
    if content_words(said) < 2 and not (SOLID.search(said) or names_a_thing(said)):
        return None
    return Mention(said, start, end)


def content_words(said: str) -> int:
    """How many words there are that mean something by themselves."""
    return sum(
        1 for word in tokens_from(said, limit=40) if word.lower not in FUNCTION_WORDS and not word.text.isdigit()
    )


def _first_in_a_row(text: str, problems_only: bool) -> Mention | None:
    """Never longer than a need may be, whatever the visitor pasted."""
    taken: tuple[int, int] | None = None
    for start, end in islice(_pieces(text), _MOST_SENTENCES):
        said = text[start:end]
        fits = (
            len(said) <= LONGEST_NEED
            and not _CONTACT.search(said)
            and (tells_a_problem(said) and not is_question(said) if problems_only else is_statement(said))
        )
        if fits and (taken is None or end - taken[0] <= LONGEST_NEED):
            taken = (taken[0] if taken else start, end)
        elif taken:
            break
    return _trimmed(text, *taken) if taken else None


def _pieces(text: str) -> Iterator[tuple[int, int]]:
    """Sentences; a list of facts with an address or a number in it at its commas."""
    for start, end in sentences(text):
        commas = _COMMA if _CONTACT.search(text, start, end) else _TURNS_TO_SELF
        for comma in commas.finditer(text, start, end):
            yield start, comma.end()
            start = comma.end()
        if start < end:
            yield start, end


def _trimmed(text: str, start: int, end: int) -> Mention | None:
    opening = OPENING.match(text, start, end)
    start, end = stripped_span(text, opening.end() if opening else start, end)
    if closing := CLOSING.search(text, start, end):
        start, end = stripped_span(text, start, closing.start())
    if tail := TAIL.search(text, start, end):
        start, end = stripped_span(text, start, tail.start())
    return checked(text, _without_heading(text, start, end), end)


def _without_heading(text: str, start: int, end: int) -> int:
    """Past the name or the place that stands before the problem in a list."""
    for comma in _COMMA.finditer(text, start, end):
        heading = text[start : comma.start()]
        if len(heading.split()) > _LONGEST_HEADING or tells_a_problem(heading):
            break
        if not tells_a_problem(text[comma.end() : end]):
            break
        start = comma.end()
    return start
