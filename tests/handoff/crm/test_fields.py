"""What a CRM is told about a lead, field by field."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from banter.operator_files import read_labels
from banter.settings import ROOT
from handoff.crm.fields import FIELDS, Fields
from handoff.crm.mapping import CrmMapping, properties
from handoff.crm.names import split_name
from handoff.crm.traces import Traces, changes
from leads.criteria import Criteria
from leads.model import Budget, CompanySize, Timeline
from leads.readable import Readable
from leads.view import as_json
from tests.leads.made_up import CONTACT, PURCHASE, lead


def fields(values: dict[str, Any], **more: Any) -> dict[str, str]:
    labels = read_labels(ROOT / "data" / "labels" / "en.yml").addressing("sie")
    criteria = Criteria(rates={"USD": Decimal("0.9")})
    made = Fields(Readable("en", labels), criteria, "https://chat.seegras.example/{}".format)
    return made.of(as_json(lead(values, **more)))


@pytest.mark.parametrize(
    ("name", "first", "last"),
    [
        ("Maya Stern", "Maya", "Stern"),
        ("Maya", "Maya", None),
        ("Dr. Maya von der Heide", "Maya", "von der Heide"),
        ("Frau Prof. Dr. Stern", "Stern", None),
        ("Stern, Maya", "Maya", "Stern"),
        ("Anna Maria de la Cruz Lopez", "Anna Maria", "de la Cruz Lopez"),
        ("Jean Luc Picard", "Jean Luc", "Picard"),
        ("Van Morrison", "Van", "Morrison"),
        ("李 小龍", "李", "小龍"),
        (",", None, None),
        ("", None, None),
    ],
)
def test_a_name_has_two_parts(name: str, first: str | None, last: str | None) -> None:
    assert split_name(name) == (first, last)


def test_everything_known_is_a_text_that_a_program_can_read() -> None:
    size = {"company_size": CompanySize(50, None)}
    known = fields({**CONTACT, **PURCHASE, **size, "marketing_opt_in": False}, source={"utm_campaign": "spring"})
    assert known.keys() <= set(FIELDS)
    assert known["budget_amount"] == "20000"
    assert known["budget_text"] == "up to €20,000"
    assert (known["timeline_start"], known["timeline_end"]) == ("2027-04-01", "2027-06-30")
    assert (known["contact_opt_in"], known["marketing_opt_in"]) == ("true", "false")
    assert (known["company_size_min"], "company_size_max" in known) == ("50", False)
    assert (known["score"], known["class"], known["utm_campaign"]) == ("0", "lead", "spring")
    assert known["console_url"] == "https://chat.seegras.example/1"


@pytest.mark.parametrize(
    ("budget", "amount"),
    [
        (Budget(Decimal(1000), Decimal(2000), "USD", "month"), "21600"),
        (Budget(Decimal("99.95"), None, "EUR", "once"), "99.95"),
        (Budget(None, Decimal("0.005"), "USD", None), "0"),
        (Budget(None, Decimal(10) ** 14, None, "month"), "1200000000000000"),
    ],
)
def test_a_budget_is_an_amount_in_the_currency_of_the_file(budget: Budget, amount: str) -> None:
    assert fields({"budget": budget})["budget_amount"] == amount


def test_an_address_that_is_none_is_left_out() -> None:
    assert "email" not in fields({"email": "maya at seegras"})
    assert fields({"email": "Maya@Seegras.example"})["email"] == "maya@seegras.example"


def test_an_open_end_of_a_time_frame_is_left_out() -> None:
    known = fields({"timeline": Timeline(None, date(2027, 3, 31))})
    assert (known["timeline_end"], "timeline_start" in known) == ("2027-03-31", False)


def test_properties_are_what_is_known_by_the_names_of_the_crm() -> None:
    contact = {
        "email": "email",
        "Surname__c": "last_name",
        "source": {"value": "chat"},
        "stage": {"field": "class", "table": {"mql": "M"}},
        "mobile": "phone",
    }
    mapping = CrmMapping.model_validate({"contact": contact})
    known = fields(CONTACT)
    assert properties(mapping, known) == {
        "email": "ruth.albers@seegras.example",
        "Surname__c": "Albers",
        "source": "chat",
    }
    assert properties(mapping, {**known, "class": "mql"})["stage"] == "M"


def test_only_what_is_empty_or_ours_is_changed() -> None:
    traces = Traces("7").written(
        {"company": "Seegras", "phone": "+49401234"}, {}, {"company": "Seegras", "phone": "040 1234"}
    )
    wanted = {"company": "Seegras AG", "phone": "+49409999", "firstname": "Maya", "jobtitle": "CFO", "score": "80"}
    there = {"company": "Seegras", "phone": "040 1234", "firstname": "Dr. Maya", "jobtitle": None, "score": "60"}
    assert changes(wanted, there, traces, {"score"}) == {
        "company": "Seegras AG",
        "phone": "+49409999",
        "jobtitle": "CFO",
        "score": "80",
    }
    assert Traces.of(traces.reference()) == traces
    assert "Seegras" not in str(traces.reference()), "personal data is not kept a second time"
