"""How columns and values of an imported file may be called: ``data/import/{en,de}.yml``."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, field_validator

from leads.values import AUTHORITIES, PERIODS
from leads.view import SLOTS

NAME_PARTS = ("first_name", "last_name")
BUDGET_PARTS = ("budget_min", "budget_max", "budget_currency", "budget_period")
TIMELINE_PARTS = ("timeline_start", "timeline_end")
SIZE_PARTS = ("company_size_min", "company_size_max")
ORIGIN = ("page", "referrer", "utm_source", "utm_medium", "utm_campaign", "utm_term", "utm_content")
FIELDS = (*SLOTS, *NAME_PARTS, *BUDGET_PARTS, *TIMELINE_PARTS, *SIZE_PARTS, *ORIGIN, "language")
"""What a column can hold: a slot, a part of one, where the lead came from, the language it is spoken to in."""

Terms = Annotated[tuple[str, ...], Field(min_length=1)]


class ImportWords(BaseModel):
    """The words of one language."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    headers: Mapping[str, Terms]
    yes: Terms
    no: Terms
    authority: Mapping[str, Terms]
    period: Mapping[str, Terms]
    from_: Annotated[Terms, Field(alias="from")]
    up_to: Terms

    @field_validator("headers", "authority", "period")
    @classmethod
    def _known(cls, named: Mapping[str, Terms]) -> Mapping[str, Terms]:
        known = {*FIELDS, *AUTHORITIES, *(period for period in PERIODS if period)}
        if unknown := [name for name in named if name not in known]:
            raise ValueError(f"names {', '.join(unknown)}, which is unknown; known: {', '.join(sorted(known))}")
        return named


@dataclass(frozen=True)
class Vocabulary:
    """All languages together: what each written word means; look words up by ``bare``."""

    headers: Mapping[str, str]
    answers: Mapping[str, bool]
    authority: Mapping[str, str]
    period: Mapping[str, str]
    from_: frozenset[str]
    up_to: frozenset[str]


def vocabulary(languages: Iterable[ImportWords]) -> Vocabulary:
    """The words of these languages, and the names of the fields themselves."""
    words = tuple(languages)
    return Vocabulary(
        headers={bare(field): field for field in FIELDS} | _meaning(each.headers for each in words),
        answers={bare(term): answer for each in words for terms, answer in _answers(each) for term in terms},
        authority={bare(each): each for each in AUTHORITIES} | _meaning(each.authority for each in words),
        period={each: each for each in PERIODS if each} | _meaning(each.period for each in words),
        from_=frozenset(bare(term) for each in words for term in each.from_),
        up_to=frozenset(bare(term) for each in words for term in each.up_to),
    )


def bare(term: str) -> str:
    """A word without case, accents' spelling and punctuation: "E-Mail " and "e_mail" are "e mail"."""
    return re.sub(r"[\W_]+", " ", unicodedata.normalize("NFKC", term).casefold()).strip()


def _meaning(named: Iterable[Mapping[str, Terms]]) -> dict[str, str]:
    return {bare(term): name for each in named for name, terms in each.items() for term in terms}


def _answers(words: ImportWords) -> tuple[tuple[Terms, bool], ...]:
    return (words.yes, True), (words.no, False)
