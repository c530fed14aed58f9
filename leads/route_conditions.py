"""Whether a lead takes a route, and the words that say why."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from fnmatch import fnmatchcase

from leads.countries import CODES, country_of_location, country_of_phone
from leads.criteria import Criteria
from leads.handoff_policy import BudgetRange, When
from leads.model import Lead, LeadClass
from leads.section import Selection, SizeRange


@dataclass(frozen=True)
class Case:
    """A lead, and the conditions of a route; ``criteria`` have the currency."""

    lead: Lead
    when: When
    criteria: Criteria


def is_of_the_class(case: Case) -> bool:
    """Where no class is written, contacts that are no more than that stay where they are."""
    lead_class = case.lead.verdict.lead_class
    return lead_class in case.when.lead_class if case.when.lead_class else lead_class is not LeadClass.LEAD


def speaks_the_language(case: Case) -> bool:
    """Sales calls in the visitor's language."""
    return case.lead.language in case.when.language


def is_in_the_country(case: Case) -> bool:
    """Territories; the phone counts where the location names no country."""
    return _place(case) is not None


def is_in_the_industry(case: Case) -> bool:
    """Specialists know the trade."""
    industry = case.lead.text("industry")
    return industry is not None and case.when.industry is not None and case.when.industry.admits(industry)


def is_of_the_size(case: Case) -> bool:
    """Large companies buy otherwise than small ones."""
    size, wanted = case.lead.company_size, case.when.company_size
    return size is not None and wanted is not None and wanted.admits(size.minimum, size.maximum)


def has_the_budget(case: Case) -> bool:
    """Large deals go to those who close them; as everywhere, a range counts by its upper end."""
    budget, wanted = case.lead.budget, case.when.budget
    if budget is None or wanted is None:
        return False
    return wanted.admits(budget.upper_in(case.criteria.currency, case.criteria.rates))


def came_by_the_channel(case: Case) -> bool:
    """Who answers in Slack need not be who answers on the website."""
    return case.lead.channel in case.when.channel


def came_from_the_source(case: Case) -> bool:
    """A campaign has its own people."""
    return all(
        key in case.lead.source and fnmatchcase(case.lead.source[key].casefold(), pattern.casefold())
        for key, pattern in case.when.source.items()
    )


def _place(case: Case) -> str | None:
    """The first country or word of the condition that fits."""
    location, phone = case.lead.text("location") or "", case.lead.text("phone")
    country = country_of_location(location) or (country_of_phone(phone) if phone else None)
    return next((each for each in case.when.country if each == country or _occurs(each, location)), None)


def _occurs(word: str, location: str) -> bool:
    is_code = word in CODES
    return not is_code and re.search(rf"(?<!\w){re.escape(word)}(?!\w)", location, re.IGNORECASE) is not None


def _industry(case: Case) -> str:
    industry, said = case.when.industry or Selection(), (case.lead.text("industry") or "").casefold()
    included = next((word for word in industry.include if word.casefold() in said), None)
    if included:
        return f"industry = {included}"
    return f"industry is not {' or '.join(industry.exclude)}" if industry.exclude else "industry is known"


def _between(name: str, ends: SizeRange | BudgetRange | None, unit: str = "") -> str:
    written = (ends.minimum, ends.maximum) if ends else (None, None)
    amounts = [None if each is None else f"{Decimal(each):,f}" for each in written]
    match amounts:
        case [None, None]:
            return f"{name} is known"
        case [minimum, None]:
            return f"{name} ≥ {minimum}{unit}"
        case [None, maximum]:
            return f"{name} ≤ {maximum}{unit}"
    return f"{name} = {'–'.join(map(str, amounts))}{unit}"


def _source(case: Case) -> str:
    # The operator's pattern: what stands in the address of a page is up to the visitor.
    return ", ".join(f"{key} = {pattern}" for key, pattern in case.when.source.items())


@dataclass(frozen=True)
class Condition:
    """A field of ``When``: whether it holds, and what is said when it does. What is unknown does not hold."""

    field: str
    holds: Callable[[Case], bool]
    words: Callable[[Case], str]


def why(case: Case) -> tuple[str, ...] | None:
    """The words of all conditions of a route, or ``None`` when one of them does not hold."""
    asked = [row for row in TABLE if row.field == "lead_class" or getattr(case.when, row.field)]
    return tuple(row.words(case) for row in asked) if all(row.holds(case) for row in asked) else None


TABLE = (
    Condition("lead_class", is_of_the_class, lambda case: f"class = {case.lead.verdict.lead_class}"),
    Condition("language", speaks_the_language, lambda case: f"language = {case.lead.language}"),
    Condition("country", is_in_the_country, lambda case: f"country = {_place(case)}"),
    Condition("industry", is_in_the_industry, _industry),
    Condition("company_size", is_of_the_size, lambda case: _between("company size", case.when.company_size)),
    Condition(
        "budget", has_the_budget, lambda case: _between("budget", case.when.budget, f" {case.criteria.currency}")
    ),
    Condition("channel", came_by_the_channel, lambda case: f"channel = {case.lead.channel}"),
    Condition("source", came_from_the_source, _source),
)
