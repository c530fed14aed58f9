"""The operator's criteria (``qualification.yml``) as typed values; every default is the shipped file's."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Annotated, Literal, Self

from pydantic import Field, field_validator, model_validator

from leads.handoff_policy import HandOffPolicy
from leads.section import Section, Selection, SizeRange
from leads.values import READERS

Weight = Annotated[int, Field(ge=0, le=100)]
Currency = Annotated[str, Field(pattern=r"^[A-Z]{3}$")]


JOINABLE = (("person_name", "company"),)
"""Questions that can be asked in one sentence: there is a response for each pair."""


class TargetGroup(Section):
    """Who marketing wants to reach."""

    industries: Selection = Selection()
    locations: Selection = Selection()
    job_titles: Selection = Selection()
    departments: Selection = Selection()
    company_size: SizeRange = SizeRange()


class Bant(Section):
    """When budget, authority and time frame are good enough for a BANT lead."""

    budget_minimum: Annotated[Decimal, Field(ge=0)] = Decimal(5000)
    authority: tuple[Literal["decision_maker", "influencer", "none"], ...] = ("decision_maker", "influencer")
    starts_within_months: Annotated[int, Field(ge=1, le=120)] = 12


class SalesReady(Section):
    """When marketing passes a lead on to sales."""

    minimum_score: Annotated[int, Field(ge=0, le=100)] = 60


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


class Criteria(Section):
    """The whole file."""

    currency: Currency = "EUR"
    rates: Mapping[Currency, Annotated[Decimal, Field(gt=0)]] = Field(default_factory=dict)
    target_group: TargetGroup = TargetGroup()
    bant: Bant = Bant()
    sales_ready: SalesReady = SalesReady()
    weights: Mapping[str, Weight] = Field(default_factory=lambda: dict(DEFAULT_WEIGHTS))
    questions: Questions = Questions()
    handoff: HandOffPolicy = HandOffPolicy()

    @field_validator("weights")
    @classmethod
    def _names_known(cls, weights: Mapping[str, int]) -> Mapping[str, int]:
        for name in weights:
            if name not in DEFAULT_WEIGHTS:
                raise ValueError(f"there is no criterion {name!r}; known: {', '.join(DEFAULT_WEIGHTS)}")
        if not any(weights.values()):
            raise ValueError("at least one weight must be above 0")
        return weights


DEFAULT_WEIGHTS: Mapping[str, int] = {
    "contact_opt_in": 10,
    "person_name": 5,
    "company": 5,
    "reachable": 10,
    "target_group": 0,
    "need": 20,
    "budget": 20,
    "authority": 15,
    "timeline": 15,
}
