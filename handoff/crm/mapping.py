"""``crm.yml``: which leads go to the CRM, and which of our fields fills which property there."""

from collections.abc import Mapping
from difflib import get_close_matches
from typing import Annotated, Any, Literal, Self

from pydantic import AfterValidator, BeforeValidator, Discriminator, Field, Tag, model_validator

from handoff.crm.fields import FIELDS
from leads.model import LeadClass, Stage
from leads.section import Section
from leads.values import AUTHORITIES, Json

SALES, MARKETING = "sales", "marketing"
YES_OR_NO = ("true", "false")
CHOICES: Mapping[str, tuple[str, ...]] = {
    "class": tuple(LeadClass),
    "stage": tuple(Stage),
    "authority": AUTHORITIES,
    "language": ("en", "de"),
    "channel": ("website", "telegram", "slack", "import"),
    "disqualified": ("job_seeker", "student", "support", "press", "spam", "other"),
    **dict.fromkeys(("automation_ready", "contact_opt_in", "marketing_opt_in"), YES_OR_NO),
}
"""What fields of few values can hold; others have no table."""


def _field(name: str) -> str:
    if name not in FIELDS:
        raise ValueError(f"there is no field {name!r}; {_nearest(name, FIELDS)}")
    return name


def _property(name: str) -> str:
    if not name.isascii() or not name.isidentifier():
        raise ValueError(f"{name!r} is no internal name of a property; write it as the CRM does, such as jobtitle")
    return name


def _text(text: str) -> str:
    if not text.strip():
        raise ValueError("is empty; write a text")
    return text


def _key(raw: Any) -> Any:
    """YAML reads true and false as such; a table of a yes/no field begins its lines with them."""
    return str(raw).lower() if isinstance(raw, bool) else raw


FieldName = Annotated[str, AfterValidator(_field)]
PropertyName = Annotated[str, Field(max_length=100), AfterValidator(_property)]
Value = Annotated[str, Field(max_length=1000), AfterValidator(_text)]


class Filling(Section):
    """What fills a property: a field of ours, perhaps through a table, or always the same value.

    ``overwrite``: also where somebody else has written something.
    """

    field: FieldName | None = None
    value: Value | None = None
    table: Mapping[Annotated[str, BeforeValidator(_key)], Value] | None = None
    overwrite: Annotated[bool, Field(strict=True)] = False

    @model_validator(mode="after")
    def _can_be_filled(self) -> Self:
        if (self.field is None) == (self.value is None):
            raise ValueError("write either field: one of our fields, or value: always the same text")
        if self.table is not None:
            known = CHOICES.get(self.field or "")
            if known is None:
                raise ValueError(f"only these fields can have a table: {', '.join(CHOICES)}")
            for each in self.table:
                if each not in known:
                    raise ValueError(f"in the table: {self.field} is never {each!r}; {_nearest(each, known)}")
        return self

    def filled(self, fields: Mapping[str, str]) -> str | None:
        """The value for a lead; ``None``: nothing is known, or the table has no line for it."""
        known = self.value if self.field is None else fields.get(self.field)
        return known if self.table is None or known is None else self.table.get(known)


def _form(raw: Any) -> str:
    return "[Filling]" if isinstance(raw, dict | Filling) else "[Field]"


class Send(Section):
    """Which leads go to the CRM: classes for ``sales``; of the others those for ``marketing``, or none."""

    sales: tuple[Literal["mql", "srl", "bant"], ...] = ("srl", "bant")
    marketing: Literal["automation_ready", "never"] = "automation_ready"


class CrmMapping(Section):
    """The whole file. ``note``: whether each class that a lead reaches is told in a note, too."""

    send: Send = Send()
    contact: Mapping[
        PropertyName,
        Annotated[
            Annotated[FieldName, Tag("[Field]")] | Annotated[Filling, Tag("[Filling]")],
            Discriminator(_form),
        ],
    ]
    note: Annotated[bool, Field(strict=True)] = True

    @model_validator(mode="after")
    def _recognises_people(self) -> Self:
        if self.property_of("email") is None:
            raise ValueError(
                "nothing in contact is filled from email, by which people are recognised; add email: email"
            )
        return self

    def fillings(self) -> Mapping[str, Filling]:
        """What fills each property."""
        return {name: Filling(field=each) if isinstance(each, str) else each for name, each in self.contact.items()}

    def property_of(self, field: str) -> str | None:
        """The first property that a field fills as it is."""
        fillings = self.fillings().items()
        return next((name for name, each in fillings if each.field == field and each.table is None), None)

    def overwrites(self) -> frozenset[str]:
        """Properties that are written whoever filled them."""
        return frozenset(name for name, each in self.fillings().items() if each.overwrite)

    def audience(self, lead: Mapping[str, Json]) -> str | None:
        """For whom a lead goes to the CRM, ``sales`` or ``marketing``; ``None``: it does not. ``lead`` is the API's."""
        if lead.get("disqualified"):
            return None
        if lead.get("class") in self.send.sales and lead.get("contact_opt_in"):
            return SALES
        return MARKETING if self.send.marketing == "automation_ready" and lead.get("automation_ready") else None


def properties(mapping: CrmMapping, fields: Mapping[str, str]) -> dict[str, str]:
    """What is known about a lead, by the CRM's names; properties about which nothing is known are left out."""
    filled = {name: filling.filled(fields) for name, filling in mapping.fillings().items()}
    return {name: value for name, value in filled.items() if value is not None}


def _nearest(name: str, known: tuple[str, ...]) -> str:
    near = get_close_matches(name.casefold(), known, n=1)
    return f"did you mean {near[0]}?" if near else f"known: {', '.join(known)}"
