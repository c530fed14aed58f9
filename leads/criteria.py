"""The operator's criteria (``qualification.yml``) as typed values; every default is the shipped file's."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Annotated, Literal, Self

from pydantic import Discriminator, Field, Tag, field_validator, model_validator

from leads.handoff_policy import HandOffPolicy
from leads.question_section import Questions
from leads.section import Mistake, Section, refuse
from leads.target_group import TargetGroup
from leads.values import LARGEST_AMOUNT

__all__ = ["Bant", "Criteria", "Engagement", "Mql", "Questions", "SalesReady", "TargetGroup"]

Weight = Annotated[int, Field(ge=0, le=100)]
Currency = Annotated[str, Field(pattern=r"^[A-Z]{3}$")]
Amount = Annotated[Decimal, Field(ge=0, lt=LARGEST_AMOUNT)]
Amounts = Annotated[
    Annotated[Amount, Tag("[Amount]")] | Annotated[Mapping[Currency, Amount], Tag("[Amounts]")],
    Discriminator(lambda raw: "[Amounts]" if isinstance(raw, Mapping) else "[Amount]"),
]

FIELDS = ("email", "phone", "job_title", "department", "industry", "location", "company_size")
"""What can be wanted of a lead beyond the criteria that always count."""
WITH_A_CRITERION = (
    "person_name",
    "company",
    "reachable",
    "contact_opt_in",
    "marketing_opt_in",
    "need",
    "budget",
    "authority",
    "timeline",
)
REQUIRABLE = (*WITH_A_CRITERION, *FIELDS)


class Mql(Section):
    """What a marketing-qualified lead must have, and what better ones have; each ideal field adds to their fit."""

    required: tuple[str, ...] = ("person_name", "company", "reachable", "contact_opt_in")
    ideal: tuple[str, ...] = ()
    ideal_weight: Weight = 5

    @field_validator("required")
    @classmethod
    def _can_be_required(cls, required: tuple[str, ...]) -> tuple[str, ...]:
        if "contact_opt_in" not in required:
            raise ValueError("contact_opt_in is missing: without permission nobody may be called; add it")
        return _known(required, REQUIRABLE)

    @field_validator("ideal")
    @classmethod
    def _can_be_ideal(cls, ideal: tuple[str, ...]) -> tuple[str, ...]:
        return _known(ideal, FIELDS)

    @model_validator(mode="after")
    def _nothing_is_both(self) -> Self:
        refuse(
            (("ideal", place), f"{name} is required, too; keep it in one of them")
            for place, name in enumerate(self.ideal)
            if name in self.required
        )
        return self


class SalesReady(Section):
    """When marketing passes a lead on to sales: by its score and what is required, or because it asked for contact."""

    minimum_score: Annotated[int, Field(ge=0, le=100)] = 60
    required: tuple[str, ...] = ("need",)
    requested_contact: bool = True

    @field_validator("required")
    @classmethod
    def _can_be_required(cls, required: tuple[str, ...]) -> tuple[str, ...]:
        return _known(required, REQUIRABLE)


class Bant(Section):
    """When budget, authority and time frame are good enough for a BANT lead."""

    budget_minimum: Amounts = Decimal(5000)
    authority: tuple[Literal["decision_maker", "influencer", "none"], ...] = ("decision_maker", "influencer")
    starts_within_months: Annotated[int, Field(ge=1, le=120)] = 12

    def minimum_for(self, spoken_of: str | None, currency: str) -> tuple[Decimal, str]:
        """The smallest budget that is enough, in the currency that a budget is ``spoken_of`` in or in the file's."""
        if isinstance(self.budget_minimum, Decimal):
            return self.budget_minimum, currency
        chosen = spoken_of if spoken_of is not None and spoken_of in self.budget_minimum else currency
        return self.budget_minimum[chosen], chosen


class Engagement(Section):
    """How fast interest cools: its points halve in so many days without a word; ``None``: never."""

    half_life_days: Annotated[int, Field(ge=1, le=3650)] | None = 180


class Criteria(Section):
    """The whole file."""

    currency: Currency = "EUR"
    rates: Mapping[Currency, Annotated[Decimal, Field(gt=0)]] = Field(default_factory=dict)
    target_group: TargetGroup = TargetGroup()
    mql: Mql = Mql()
    bant: Bant = Bant()
    sales_ready: SalesReady = SalesReady()
    weights: Mapping[str, Weight] = Field(default_factory=lambda: dict(DEFAULT_WEIGHTS))
    engagement: Engagement = Engagement()
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

    def points(self) -> dict[str, int]:
        """How many of 100 points each criterion can bring: the weights as whole numbers that add up to 100."""
        weights = {**self.weights, **dict.fromkeys(self.mql.ideal, self.mql.ideal_weight)}
        whole = sum(weights.values())
        points = {name: 100 * weight // whole for name, weight in weights.items()}
        by_remainder = sorted(weights, key=lambda name: -(100 * weights[name] % whole))
        for name in by_remainder[: 100 - sum(points.values())]:
            points[name] += 1
        return points

    @model_validator(mode="after")
    def _nothing_contradicts(self) -> Self:
        refuse([*self._wrong_amounts(), *self._never_asked(), *self._out_of_reach()])
        return self

    def _wrong_amounts(self) -> Iterator[Mistake]:
        if self.rates.get(self.currency, Decimal(1)) != 1:
            what = f"is the currency of this file; remove it, and write the other rates in {self.currency}"
            yield ("rates", self.currency), what
        minimum = self.bant.budget_minimum
        if isinstance(minimum, Mapping) and self.currency not in minimum:
            what = f"has no amount in {self.currency}, the currency of this file; add one, for all other currencies"
            yield ("bant", "budget_minimum"), what

    def _never_asked(self) -> Iterator[Mistake]:
        """Only what an operator requires by name: what is left out can always be told unasked, or be imported."""
        for section, chosen in (("mql", self.mql), ("sales_ready", self.sales_ready)):
            for place, name in enumerate(chosen.required if "required" in chosen.model_fields_set else ()):
                if not set(ANSWERED_BY.get(name, (name,))) & set(self.questions.order):
                    what = f"questions.order never asks for {name}; add it there, or remove it here"
                    yield (section, "required", place), what

    def _out_of_reach(self) -> Iterator[Mistake]:
        best = 100 if self.bant.authority else 100 - self.points().get("authority", 0)
        if self.sales_ready.minimum_score > best:
            what = (
                f"no lead can reach {self.sales_ready.minimum_score}; with an empty bant.authority the best is {best}"
            )
            yield ("sales_ready", "minimum_score"), what


def _known(names: tuple[str, ...], known: tuple[str, ...]) -> tuple[str, ...]:
    for name in names:
        if name not in known:
            raise ValueError(f"there is no field {name!r} to be chosen; known: {', '.join(known)}")
    if len(set(names)) < len(names):
        raise ValueError("a field is listed twice")
    return names


ANSWERED_BY: Mapping[str, tuple[str, ...]] = {"reachable": ("email", "phone")}
"""The questions whose answer settles a criterion that has another name than they."""

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
    "asked_for_contact": 0,
}
