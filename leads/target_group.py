"""The target group: whom marketing wants to reach, and where a lead stands."""

from leads.countries import country_of_location, country_of_phone
from leads.model import Lead
from leads.section import Countries, Section, Selection, SizeRange


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
