"""What the sections of the operator's files are made of."""

from collections.abc import Iterable, Iterator
from itertools import product
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator
from pydantic_core import InitErrorDetails, PydanticCustomError


class Section(BaseModel):
    """A part of the file: immutable, and closed to keys that nobody reads."""

    model_config = ConfigDict(extra="forbid", frozen=True)


Mistake = tuple[tuple[int | str, ...], str]
"""A place in a section, and what to do there."""


def refuse(mistakes: Iterable[Mistake]) -> None:
    """Raises each mistake at its own place, and not at that of the whole section; nothing when there is none."""
    if errors := [_as_pydantic(place, what) for place, what in mistakes]:
        raise ValidationError.from_exception_data("section", errors)


def _as_pydantic(place: tuple[int | str, ...], what: str) -> InitErrorDetails:
    """The text is no template of pydantic's."""
    return InitErrorDetails(type=PydanticCustomError("value_error", "{what}", {"what": what}), loc=place, input=None)


class Selection(Section):
    """What belongs to a group: nothing listed means everything does."""

    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _nothing_is_both(self) -> Self:
        refuse(self._clashes())
        return self

    def _clashes(self) -> Iterator[Mistake]:
        for wanted, (place, unwanted) in product(self.include, enumerate(self.exclude)):
            if wanted.casefold() == unwanted.casefold():
                yield ("exclude", place), f"{unwanted!r} stands in include, too; keep it in one of them"
            elif unwanted.casefold() in wanted.casefold():
                yield ("exclude", place), f"{unwanted!r} occurs in {wanted!r}, which is included; remove one of them"

    @property
    def chooses(self) -> bool:
        """Whether anything is listed."""
        return bool(self.include or self.exclude)

    def admits(self, value: str) -> bool:
        """True when an included word occurs in the value (or none is listed) and no excluded one does."""
        said = value.casefold()
        wanted = not self.include or any(word.casefold() in said for word in self.include)
        return wanted and not any(word.casefold() in said for word in self.exclude)


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
