"""What the sections of the operator's files are made of."""

from itertools import product
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator
from pydantic_core import PydanticCustomError

from leads.countries import CODES, country_of_name


class Section(BaseModel):
    """A part of the file: immutable, and closed to keys that nobody reads."""

    model_config = ConfigDict(extra="forbid", frozen=True)


def contradiction(what: str, *at: str | int) -> PydanticCustomError:
    """The error for two settings that cannot both hold; ``at`` is where in the section one of them stands."""
    return PydanticCustomError("contradiction", "{what}", {"what": what, "at": at})


class Selection(Section):
    """What belongs to a group: nothing listed means everything does."""

    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _nothing_is_both(self) -> Self:
        for wanted, (place, unwanted) in product(self.include, enumerate(self.exclude)):
            if wanted.casefold() == unwanted.casefold():
                what = f"{wanted!r} stands in include and in exclude; keep it in one of them"
                raise contradiction(what, "exclude", place)
            if unwanted.casefold() in wanted.casefold():
                what = f"{unwanted!r} is excluded, but included in {wanted!r}; remove one of them"
                raise contradiction(what, "exclude", place)
        return self

    @property
    def chooses(self) -> bool:
        """Whether anything is listed."""
        return bool(self.include or self.exclude)

    def admits(self, value: str) -> bool:
        """True when an included word occurs in the value (or none is listed) and no excluded one does."""
        said = value.casefold()
        wanted = not self.include or any(word.casefold() in said for word in self.include)
        return wanted and not any(word.casefold() in said for word in self.exclude)


class Countries(Section):
    """Countries that belong to a group, as ISO codes; written as codes or by their English or German names."""

    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()

    @field_validator("include", "exclude")
    @classmethod
    def _as_codes(cls, written: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(_code(each) for each in written)

    @model_validator(mode="after")
    def _nothing_is_both(self) -> Self:
        for place, code in enumerate(self.exclude):
            if code in self.include:
                raise contradiction(
                    f"{code} stands in include and in exclude; keep it in one of them", "exclude", place
                )
        return self

    @property
    def chooses(self) -> bool:
        """Whether anything is listed."""
        return bool(self.include or self.exclude)

    def admits(self, code: str) -> bool:
        """True when the country is included (or none is) and not excluded."""
        return (not self.include or code in self.include) and code not in self.exclude


class SizeRange(Section):
    """Company sizes in people; an open end is left out."""

    minimum: Annotated[int, Field(ge=1)] | None = None
    maximum: Annotated[int, Field(ge=1)] | None = None

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.minimum and self.maximum and self.minimum > self.maximum:
            raise ValueError(f"minimum {self.minimum} is above maximum {self.maximum}; swap them")
        return self

    @property
    def chooses(self) -> bool:
        """Whether an end is given."""
        return self.minimum is not None or self.maximum is not None

    def admits(self, minimum: int | None, maximum: int | None) -> bool:
        """False only when no size between the two ends (``None``: open) is in the range."""
        large_enough = self.minimum is None or maximum is None or maximum >= self.minimum
        return large_enough and (self.maximum is None or minimum is None or minimum <= self.maximum)


def _code(written: str) -> str:
    code = written.upper() if written.upper() in CODES else country_of_name(written)
    if code is None:
        raise ValueError(f"there is no country {written!r}; write a code such as DE, or its English or German name")
    return code
