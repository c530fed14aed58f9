"""The target group: whom marketing wants to reach, and where a lead stands."""

from typing import Self

from pydantic import field_validator, model_validator

from leads.countries import CODES, country_of_location, country_of_name, country_of_phone
from leads.model import Lead
from leads.section import Section, Selection, SizeRange, refuse


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
        refuse(
            (("exclude", place), f"{code} stands in include, too; keep it in one of them")
            for place, code in enumerate(self.exclude)
            if code in self.include
        )
        return self

    @property
    def chooses(self) -> bool:
        """Whether anything is listed."""
        return bool(self.include or self.exclude)

    def admits(self, code: str) -> bool:
        """True when the country is included (or none is) and not excluded."""
        return (not self.include or code in self.include) and code not in self.exclude


class TargetGroup(Section):
    """Who marketing wants to reach."""

    industries: Selection = Selection()
    locations: Selection = Selection()
    countries: Countries = Countries()
    job_titles: Selection = Selection()
    departments: Selection = Selection()
    company_size: SizeRange = SizeRange()

    def chooses_by(self, slot: str) -> bool:
        """Whether the operator lets some in and others not by what a slot says."""
        if slot == "company_size":
            return self.company_size.chooses
        if slot in ("location", "phone") and self.countries.chooses:
            return True
        return slot in BY_WORDS and self._words(slot).chooses

    def sides(self, lead: Lead) -> dict[str, bool | None]:
        """By slot whether the lead is inside; ``None``: unknown, and the operator chooses by it."""
        found: dict[str, bool | None] = {}
        for slot in BY_WORDS:
            if value := lead.text(slot):
                found[slot] = self._words(slot).admits(value)
            elif self._words(slot).chooses:
                found[slot] = None
        if (size := lead.company_size) is not None:
            found["company_size"] = self.company_size.admits(size.minimum, size.maximum)
        elif self.company_size.chooses:
            found["company_size"] = None
        if self.countries.chooses:
            slot, inside = self._country(lead)
            found[slot] = _both(found.get(slot, True), inside)
        return found

    def _country(self, lead: Lead) -> tuple[str, bool | None]:
        if code := country_of_location(lead.text("location") or ""):
            return "location", self.countries.admits(code)
        if code := country_of_phone(lead.text("phone") or ""):
            return "phone", self.countries.admits(code)
        return "location", None

    def _words(self, slot: str) -> Selection:
        chosen: Selection = getattr(self, BY_WORDS[slot])
        return chosen


BY_WORDS = {"industry": "industries", "location": "locations", "job_title": "job_titles", "department": "departments"}
"""Slots that are compared word by word, and the setting with the words."""


def _both(one: bool | None, other: bool | None) -> bool | None:
    if one is False or other is False:
        return False
    return None if one is None or other is None else True


def _code(written: str) -> str:
    code = written.upper() if written.upper() in CODES else country_of_name(written)
    if code is None:
        raise ValueError(f"there is no country {written!r}; write a code such as DE, or its English or German name")
    return code
