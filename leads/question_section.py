"""The operator's questions: which, in which order, how often."""

from typing import Annotated, Self

from pydantic import Field, field_validator, model_validator

from leads.section import Section
from leads.values import READERS

JOINABLE = (("person_name", "company"),)
"""Questions that can be asked in one sentence: there is a response for each pair."""


class Questions(Section):
    """What the assistant asks, in this order, and how often it asks the same thing.

    A question that can no longer change the verdict is left out, unless it is ``optional``; of those, at most
    ``optional_at_most`` are asked. ``joined`` pairs are asked in one sentence while both are open. Budget and time
    frame are asked for again after ``ask_again_after_days``.
    """

    order: tuple[str, ...] = (
        "need",
        "company",
        "person_name",
        "email",
        "budget",
        "authority",
        "timeline",
        "contact_opt_in",
        "marketing_opt_in",
    )
    optional: tuple[str, ...] = ()
    optional_at_most: Annotated[int, Field(ge=0, le=10)] = 2
    joined: tuple[tuple[str, str], ...] = (("person_name", "company"),)
    ask_at_most: Annotated[int, Field(ge=1, le=5)] = 3
    ask_again_after_days: Annotated[int, Field(ge=1, le=3650)] = 180

    @field_validator("order")
    @classmethod
    def _known_and_once(cls, order: tuple[str, ...]) -> tuple[str, ...]:
        askable = sorted(set(READERS) - {"requested_contact"})
        for slot in order:
            if slot not in askable:
                raise ValueError(f"there is no question for {slot!r}; known: {', '.join(askable)}")
        if len(set(order)) < len(order):
            raise ValueError("a question is listed twice")
        return order

    @field_validator("joined")
    @classmethod
    def _asked_in_one_sentence(cls, joined: tuple[tuple[str, str], ...]) -> tuple[tuple[str, str], ...]:
        for pair in joined:
            if pair not in JOINABLE:
                known = ", ".join(f"[{first}, {second}]" for first, second in JOINABLE)
                raise ValueError(f"{' and '.join(pair)} cannot be asked in one sentence; known: {known}")
        return joined

    @model_validator(mode="after")
    def _optional_ones_have_a_place(self) -> Self:
        for slot in self.optional:
            if slot not in self.order:
                raise ValueError(f"optional names {slot!r}, which has no place in order; add it there")
        return self
