"""The questions of a message, one by one, and what it states beside them."""

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.understanding.answers.non_answer import is_question

_LONGEST_TEXT = 1000
_MOST_PARTS = 8


@dataclass(frozen=True)
class Part:
    """``text[start:end]`` of a message: a sentence, or one of the questions that a sentence joins."""

    text: str
    start: int
    end: int
    is_question: bool


def parts(text: str) -> list[Part]:
    """The message cut at the ends of sentences, and in a question where a further one begins."""
    found: list[Part] = []
    for start, end in _sentences(text[:_LONGEST_TEXT]):
        sentence = text[start:end].strip()
        if not any(character.isalnum() for character in sentence):
            continue
        if _asks(sentence):
            found += _questions(text, start, end)
        else:
            found.append(Part(sentence, start, end, is_question=False))
    return found[:_MOST_PARTS]


def statements(text: str) -> str:
    """The text with its questions blanked out, so that every place in it stays where it was."""
    for part in parts(text):
        if part.is_question:
            text = text[: part.start] + " " * (part.end - part.start) + text[part.end :]
    return text


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for match in _SENTENCE_END.finditer(text):
        yield start, match.end()
        start = match.end()
    yield start, len(text)


def _asks(sentence: str) -> bool:
    return is_question(sentence) or _INDIRECT.match(sentence) is not None


def _questions(text: str, start: int, end: int) -> Iterator[Part]:
    """The parts of a sentence that asks; what stands before its first question is a statement."""
    cuts = [start, *(match.start() for match in _FURTHER.finditer(text, start, end)), end]
    for begin, until in itertools.pairwise(cuts):
        part = _LINK.sub("", text[begin:until].strip(), count=1)
        if any(character.isalnum() for character in part):
            yield Part(_direct(part), begin, until, _asks(part) or part.endswith("?"))


def _direct(part: str) -> str:
    """ "I'd like to know what it costs" → "what it costs"."""
    lead = _INDIRECT.match(part)
    asked = _ASKED.search(part, lead.end() - 1) if lead else None
    return part[asked.start() :] if asked else part


_ASKING = (
    r"(?:what(?:'s|s)?|how|where(?:'s)?|who(?:'s)?|when|which|why|can|could|is|are|does|do|did|will|would|have|has"
    r"|was|wie|wo|wer|wem|wann|welche[rsnm]?|warum|wieso|wofür|womit|woher|kann|können|könnt|kannst|könnte\w*|ist|sind|gibt"
    r"|habt|haben|hat|lässt|läuft|geht|wird|werden|bietet|bieten|macht|speichert|darf|muss|brauche|ob)"
)
_LINK = re.compile(r"^\W*(?:(?:and|und|sowie|also|auch|außerdem|plus|then|dann)\s+){0,3}", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.!?;\n]+(?=\s|$)")
_FURTHER = re.compile(
    rf"\s*,?\s(?=(?:and|und|sowie|plus|&|außerdem)\s(?:also\s|auch\s|then\s|dann\s)?{_ASKING}\s)"
    rf"|(?<!\bdem)(?<!\bdas)(?<!\bden)(?<!alles)(?<!allem),\s(?={_ASKING}\s[^?]{{1,150}}\?)",
    re.IGNORECASE,
)
_ASKED = re.compile(rf"(?<!\w){_ASKING}\s", re.IGNORECASE)
_INDIRECT = re.compile(
    r"\W*(?:(?:and|und|also|auch)\s)?(?:(?:i|we)(?:'d|\swould)?\s(?:also\s)?(?:like|want|need|love)\sto\s(?:know|ask|find\sout)"
    r"|(?:please\s)?(?:tell|explain\sto|show)\s(?:me|us)\s(?=what|how|where|who|when|which|if|whether)"
    r"|(?:ich|wir)\s(?:würde\w*|möchte\w*|wüsste\w*|will|wollen|hätte\w*)\s(?:\w+\s){0,3}(?:wissen|fragen|gern\w*)"
    r"|mich\sinteressiert|sagen?\s(?:sie|du)?\s?mir)",
    re.IGNORECASE,
)
