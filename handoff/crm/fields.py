"""What we know about a lead as single values that a CRM can keep: those of the API, and what follows from them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from handoff.crm.names import split_name
from leads import values
from leads.contact_points import is_valid_email
from leads.criteria import Criteria
from leads.model import Budget, FactValue
from leads.readable import Readable
from leads.values import Json

# fmt: off
SINGLE = (
    "id", "conversation", "channel", "language", "class", "automation_ready", "score", "stage", "person_name",
    "job_title", "department", "company", "industry", "phone", "location", "need", "authority",
    "contact_opt_in", "marketing_opt_in", "disqualified", "created_at", "updated_at",
)
DERIVED = (
    "email", "first_name", "last_name", "company_size_min", "company_size_max", "company_size_text",
    "budget_amount", "budget_text", "timeline_start", "timeline_end", "timeline_text", "console_url",
)
# fmt: on
FROM_THE_SOURCE = ("page", "referrer", "utm_source", "utm_medium", "utm_campaign", "utm_term", "utm_content")
FIELDS = (*SINGLE, *DERIVED, *FROM_THE_SOURCE)


@dataclass(frozen=True)
class Fields:
    """Makes fields of a lead. ``readable`` writes their texts, ``criteria`` has the currency, ``link`` the console."""

    readable: Readable
    criteria: Criteria
    link: Callable[[str], str]

    def of(self, lead: Mapping[str, Json]) -> dict[str, str]:
        """What is known, by field, as text: numbers without separators, ISO dates, true and false.

        ``lead`` is one as ``GET /api/leads`` shows it. ``budget_amount`` is the upper end, a monthly budget for twelve
        months, in the currency of ``qualification.yml``; an e-mail address that is none is left out.
        """
        source = lead.get("source") or {}
        known = {name: lead.get(name) for name in SINGLE}
        known |= {name: source.get(name) for name in FROM_THE_SOURCE}
        known["first_name"], known["last_name"] = split_name(lead.get("person_name") or "")
        email = lead.get("email")
        known["email"] = email.lower() if email and is_valid_email(email) else None
        known["company_size_min"], known["company_size_max"] = _ends(lead, "company_size", "min", "max")
        known["timeline_start"], known["timeline_end"] = _ends(lead, "timeline", "start", "end")
        for slot in ("company_size", "budget", "timeline"):
            known[f"{slot}_text"] = self._text(lead, slot)
        known["budget_amount"] = self._amount(_value(lead, "budget"))
        known["console_url"] = self.link(str(lead["id"]))
        return {name: _written(value) for name, value in known.items() if value not in (None, "")}

    def _text(self, lead: Mapping[str, Json], slot: str) -> str | None:
        value = _value(lead, slot)
        return None if value is None else self.readable.value(value, slot)

    def _amount(self, budget: FactValue | None) -> Decimal | None:
        if not isinstance(budget, Budget):
            return None
        return budget.upper_in(self.criteria.currency, self.criteria.rates).quantize(Decimal("0.01"))


def _value(lead: Mapping[str, Json], slot: str) -> FactValue | None:
    raw = lead.get(slot)
    return None if raw is None else values.read(slot, raw)


def _ends(lead: Mapping[str, Json], slot: str, first: str, last: str) -> tuple[Json, Json]:
    ends = lead.get(slot) or {}
    return ends.get(first), ends.get(last)


def _written(value: Json) -> str:
    match value:
        case bool():
            return "true" if value else "false"
        case Decimal():
            return format(value.to_integral_value() if value == value.to_integral_value() else value, "f")
        case date():
            return value.isoformat()
        case _:
            return str(value)
