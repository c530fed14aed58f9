"""Whether a message answers a yes/no question, and with what."""

import re
from collections.abc import Mapping
from functools import cache
from itertools import takewhile

from bot.understanding.word_lists import word_lists

_LONGEST_ANSWER = 400
_LONGEST_PHRASE = 7
_LONGEST_TURN = 3
"""Words in which a yes can still turn: "stimmt so nicht"."""
_DRAWN_OUT = re.compile(r"([^\W\d_])\1{2,}")
_TOKEN = re.compile(r"[\w']+|[,;.!?:\n–—-]+")


def find_yes_no(text: str, language: str = "en") -> bool | None:
    """True for yes, False for no; None where the message is no answer: a question, a fact, "maybe"."""
    said = _DRAWN_OUT.sub(r"\1", text.strip().lower()[:_LONGEST_ANSWER]).replace("’", "'").replace("`", "'")
    emoji = _emoji(said)
    tokens = _without_opening(_TOKEN.findall(said))
    if not tokens:
        return emoji
    answer = _leading_answer(tokens, language)
    if answer is None and not _is_question(said, tokens):
        answer = _answer_within(tokens)
    return answer


def _emoji(said: str) -> bool | None:
    lists = word_lists("yes_no")
    if any(sign in said for sign in lists["emoji.no"]):
        return False
    return True if any(sign in said for sign in lists["emoji.yes"]) else None


@cache
def _phrases(language: str) -> tuple[Mapping[str, bool], frozenset[str]]:
    """Phrase → answer in both languages, the given one winning; and the phrases that count only on their own."""
    lists = word_lists("yes_no")
    answers: dict[str, bool] = {}
    alone: set[str] = set()
    for each in ("de" if language == "en" else "en", language):
        alone.difference_update(lists[f"{each}.yes"], lists[f"{each}.no"])
        alone.update(lists[f"{each}.yes_alone"], lists[f"{each}.no_alone"])
        answers |= dict.fromkeys(lists[f"{each}.yes_alone"] | lists[f"{each}.yes"], True)
        answers |= dict.fromkeys(lists[f"{each}.no_alone"] | lists[f"{each}.no"], False)
    return answers, frozenset(alone)


def _without_opening(tokens: list[str]) -> list[str]:
    """ "Well, yes" → "yes"; a message of nothing else keeps its last word."""
    opening = word_lists("yes_no")["opening"]
    at = 0
    while at < len(tokens):
        length = next((n for n in (3, 2, 1) if " ".join(tokens[at : at + n]) in opening), 0)
        if not length and _is_word(tokens[at]):
            break
        at += length or 1
    rest = tokens[at:]
    return rest or tokens


def _is_word(token: str) -> bool:
    return token[0].isalnum() or token[0] in "_'"


def _leading_answer(tokens: list[str], language: str) -> bool | None:
    answers, alone = _phrases(language)
    for length in range(min(_LONGEST_PHRASE, len(tokens)), 0, -1):
        phrase, rest = " ".join(tokens[:length]), tokens[length:]
        if phrase not in answers:
            continue
        if phrase in alone:
            return _weak_answer(answers[phrase], rest, language)
        return _clear_answer(answers[phrase], phrase, rest)
    return None


def _weak_answer(answer: bool, rest: list[str], language: str) -> bool | None:
    """'ok' is a yes on its own or with a condition; before a fact it is a courtesy."""
    words = [token for token in rest if _is_word(token)]
    if not words:
        return None if any("?" in token for token in rest) else answer
    following = _leading_answer(words, language) if answer else None
    if following is not None:
        return following
    condition = any(" ".join(words[:n]) in word_lists("yes_no")["condition"] for n in (1, 2, 3))
    return answer if condition and not any("?" in token for token in rest) else None


def _clear_answer(answer: bool, phrase: str, rest: list[str]) -> bool | None:
    lists = word_lists("yes_no")
    following = rest[0] if rest else ""
    clause = list(takewhile(_is_word, rest))[: _LONGEST_TURN + 1]
    if 0 < len(clause) <= _LONGEST_TURN and clause[-1] in ("not", "nicht") and following not in lists["question_start"]:
        return False
    if phrase == "no" and following in lists["not_no"]:
        return None
    if not any("?" in token for token in rest):
        return answer
    if not any(_is_word(token) for token in rest):
        return answer if phrase.endswith(("not", "nicht")) else None
    runs_on = _is_word(following) and (following in lists["question_start"] or " " in phrase)
    return None if runs_on else answer


def _is_question(said: str, tokens: list[str]) -> bool:
    return "?" in said or tokens[0] in word_lists("yes_no")["question_start"]


def _answer_within(tokens: list[str]) -> bool | None:
    words = f" {' '.join(token for token in tokens if _is_word(token))} "
    lists = word_lists("yes_no")
    if any(f" {refusal} " in words for refusal in lists["en.no_within"] | lists["de.no_within"]):
        return False
    offered = any(f" {offer} " in words for offer in lists["en.yes_within"] | lists["de.yes_within"])
    return True if offered else None
