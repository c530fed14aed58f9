"""Which of the recogniser's candidates are believed, beside what the rules have found."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from bot.understanding.answers.non_answer import is_dont_know, is_refusal, is_small_talk
from bot.understanding.tokens import tokens_from
from bot.understanding.who.candidate import Candidate
from bot.understanding.who.company_cues import THIRD_PARTY
from bot.understanding.who.legal_forms import FIRM_WORD
from bot.understanding.who.name_words import COMMON_WORDS

_ARTICLE = re.compile(r"(?:da|de|der|die)\s(?=[a-zäöüß]+$)")
CONFIDENT = 0.75
"""Chosen on development sentences: at 0.65 the "Web" of "Anfragen aus dem Web" was a company."""
SLOT_OF = {"person": "person_name"}


def believed(
    named: Sequence[Candidate],
    text: str,
    taken: Collection[tuple[str, int, int]],
    asked: str | None,
    known: Collection[str],
) -> Iterator[Candidate]:
    """At most one candidate per entity: certain, about the visitor, and said in words that nothing else has claimed.

    ``taken`` is what the rules have found (entity, start, end), who win where both speak; ``known`` are the slots
    that have a value, which only a rule may replace. ``asked`` is the entity that was asked for: a bare answer is that
    or nothing.
    """
    if is_small_talk(text) or is_refusal(text) or is_dont_know(text):
        return
    claimed = list(taken)
    for each in sorted((_without_article(each, text) for each in named), key=lambda each: -each.confidence):
        if each.confidence < CONFIDENT or SLOT_OF.get(each.entity, each.entity) in known or _is_common(each, text):
            continue
        is_free = all(
            each.entity != entity and (each.end <= start or end <= each.start) for entity, start, end in claimed
        )
        is_answer_to_another = asked not in (None, each.entity) and _is_whole(each, text)
        if is_free and not is_answer_to_another and not _is_another_s(each, text):
            claimed.append((each.entity, each.start, each.end))
            yield each


def _without_article(each: Candidate, text: str) -> Candidate:
    """ "da xaver" is Xaver in the south; whoever is called da Silva begins it with a capital or a first name."""
    article = _ARTICLE.match(text, each.start, each.end) if each.entity == "person" else None
    return replace(each, start=article.end()) if article else each


def _is_common(each: Candidate, text: str) -> bool:
    """Whether every word of it is an everyday one, "my German is poor", or none a person's: "Gebr. Lachenmaier"."""
    if each.entity == "person" and FIRM_WORD.search(text[each.start : each.end]):
        return True
    return all(word.lower in COMMON_WORDS for word in tokens_from(text[each.start : each.end]))


def _is_whole(each: Candidate, text: str) -> bool:
    return not text[: each.start].strip() and not text[each.end :].strip(" .,!?")


def _is_another_s(each: Candidate, text: str) -> bool:
    """Whether the words before it speak of others; before a title "als" and "like" speak of oneself."""
    before = max(0, each.start - 60)
    return each.entity != "job_title" and THIRD_PARTY.search(text, before, each.start) is not None
