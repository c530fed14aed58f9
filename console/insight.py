"""What the pages about the product itself show, and which only the composition root can read or do."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from console.examination import Examination
from leads.business_hours import BusinessHours
from leads.criteria import Criteria
from leads.replay import Difference
from leads.suggestions import Suggestions


@dataclass(frozen=True)
class Rules:
    """``qualification.yml``: as it stands, read, and explained in a language.

    ``read`` raises ``OperatorFileError`` with the lines of all mistakes.
    """

    text: Callable[[], str]
    read: Callable[[str], Criteria]
    sentences: Callable[[Criteria, str], Sequence[str]]
    reasons: Callable[[Difference, str], Sequence[str]]


@dataclass(frozen=True)
class Setup:
    """``banter.yml`` as it is in force: what stands there by its name, and the office hours."""

    brand: Mapping[str, str]
    hours: BusinessHours


@dataclass(frozen=True)
class Insight:
    """All of it."""

    rules: Rules
    setup: Setup
    examination: Examination
    suggestions: Suggestions
