"""What slots and values are called, in one language: the operator's ``data/labels/{en,de}.yml``."""

from collections.abc import Mapping
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Discriminator, Field, Tag, field_validator, model_validator

from leads.values import AUTHORITIES
from leads.view import SLOTS

Words = Annotated[str, Field(min_length=1)]


class Part(BaseModel):
    """A part of the file: immutable, and closed to keys that nobody reads."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Address(Part):
    """A German phrase in both forms of address."""

    sie: Words
    du: Words


WordsOrAddress = Annotated[
    Annotated[Words, Tag("[Words]")] | Annotated[Address, Tag("[Address]")],
    Discriminator(lambda raw: "[Address]" if isinstance(raw, dict | Address) else "[Words]"),
]
"""One of the two by its form, so that a mistake in one is not told as a mistake in both."""


class Answers(Part):
    affirm: Words
    deny: Words


class Ends(Part):
    """How a range reads: one end open, the other open, both known."""

    up_to: Words
    from_: Annotated[str, Field(alias="from")]
    range: Words


class Periods(Part):
    once: Words
    month: Words
    year: Words


class Days(Part):
    """A moment, by how far away its day is; ``{day}`` and ``{time}`` are filled in."""

    today: Words
    tomorrow: Words
    later: Words


class Patterns(Part):
    """CLDR patterns of days, times and money."""

    day: Words
    time: Words
    money: Words
    exact_money: Words


class Labels(Part):
    """The whole file. ``{}`` in a phrase is where the value goes."""

    slots: Mapping[str, Words]
    in_a_sentence: Mapping[str, Words]
    authority: Mapping[str, WordsOrAddress]
    answers: Answers
    amount: Ends
    period: Periods
    date: Ends
    people: Words
    fact: Words
    moment: Days
    opening: Days
    patterns: Patterns

    @field_validator("slots", "in_a_sentence")
    @classmethod
    def _every_slot_has_a_name(cls, named: Mapping[str, str]) -> Mapping[str, str]:
        _check_complete(named, SLOTS)
        return named

    @model_validator(mode="after")
    def _every_authority_has_a_name(self) -> Self:
        _check_complete(self.authority, AUTHORITIES)
        return self

    def addressing(self, address: str) -> "Labels":
        """The labels in one form of address (sie or du)."""
        said = {
            name: each if isinstance(each, str) else getattr(each, address) for name, each in self.authority.items()
        }
        return self.model_copy(update={"authority": said})


def _check_complete(named: Mapping[str, object], wanted: tuple[str, ...]) -> None:
    if missing := [name for name in wanted if name not in named]:
        raise ValueError(f"has no words for {', '.join(missing)}; add them")
    if unknown := [name for name in named if name not in wanted]:
        raise ValueError(f"names {', '.join(unknown)}, which is unknown; known: {', '.join(wanted)}")
