"""What the sections of the operator's files are made of."""

from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator


class Section(BaseModel):
    """A part of the file: immutable, and closed to keys that nobody reads."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Selection(Section):
    """What belongs to a group: nothing listed means everything does."""

    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()

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

    def admits(self, minimum: int | None, maximum: int | None) -> bool:
        """False only when no size between the two ends (``None``: open) is in the range."""
        large_enough = self.minimum is None or maximum is None or maximum >= self.minimum
        return large_enough and (self.maximum is None or minimum is None or minimum <= self.maximum)
