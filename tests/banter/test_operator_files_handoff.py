"""The section ``handoff``: mistakes are told with their line, and ``docs/routing.md`` shows what really happens."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml

from banter.operator_files import read_criteria
from banter.settings import ROOT
from leads.criteria import Criteria
from leads.handoff_policy import HandOffPolicy
from leads.model import Budget, Lead, LeadClass, Verdict
from leads.routing import Load, assign
from tests.banter.operator_project import OperatorProject
from tests.leads.made_up import lead

PAGE = (ROOT / "docs" / "routing.md").read_text(encoding="utf-8")
EXAMPLE, HOW_SOON = re.findall(r"^```yaml\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
TOLD = re.findall(r"^qualification\.yml:\d+: .*$", PAGE, re.MULTILINE)
MISTAKES = (
    ("members: [ana, ben]", "members: [ana, bent]"),
    ("slack: C0123ABCD", "slack: '#sales'"),
    ("to: alps", "to: alp"),
    ("country: [AT,", "country: [NO,"),
)
HANDOFF = """\
handoff:
  people:
    ana:
      name: Ana Ruiz
      weight: 2
    email:
      name: Emil
  teams:
    sales:
      members: [ana]
  routes:
    - name: all
      when:
        class: [bant]
      to: sales
  fallback: sales
"""


@pytest.fixture
def project(tmp_path: Path) -> OperatorProject:
    project = OperatorProject(tmp_path)
    project.write("qualification.yml", HANDOFF)
    project.edit("qualification.yml", "handoff:", "questions: {joined: [], order: [need, email]}\nhandoff:")
    return project


def test_the_shipped_section_shows_what_applies_without_it() -> None:
    written = yaml.safe_load((ROOT / "qualification.yml").read_text(encoding="utf-8"))["handoff"]
    assert written.keys() == HandOffPolicy.model_fields.keys() - {"language"}
    assert read_criteria(ROOT / "qualification.yml").handoff == Criteria().handoff


def test_a_section_in_order_can_be_used(project: OperatorProject) -> None:
    assert project.problems() == []


@pytest.mark.parametrize(
    ("old", "new", "line", "advice"),
    [
        ("fallback: sales", "fallback: sale", 17, "handoff.fallback: there is no team or person 'sale'; did you mean"),
        ("[ana]", "[ana, an]", 11, "handoff.teams.sales.members, entry 2: there is no person 'an'; did you mean ana?"),
        ("[ana]", "ana", 11, "handoff.teams.sales.members: write a list: each entry on a line of its own"),
        ("    sales:\n      members: [ana]", "    ana: {}\n    sales: {}", 10, "teams.ana: ana is the key of a person"),
        ("      to: sales", "      to: nobody", 16, "handoff.routes, entry 1.to: there is no team or person 'nobody'"),
        ("      to: sales\n", "", 13, "handoff.routes, entry 1.to: is missing; add it"),
        ("class:", "clas:", 15, "handoff.routes, entry 1.when.clas: there is no such setting; did you mean class?"),
        ("class:", "x:", 15, "there is no such setting; known here: class, language, country, industry, company_size,"),
        ("[bant]", "[hot]", 15, "when.class, entry 1: 'hot' cannot stand here; write 'lead', 'mql', 'srl' or 'bant'"),
        ("[bant]", "bant", 15, "handoff.routes, entry 1.when.class: write a list"),
        ("class: [bant]", "country: [NO]", 15, 'country, entry 1: YAML reads NO as no; put it in quotes: "NO"'),
        ("class: [bant]", "country: [de]", 15, "country, entry 1: there is no country 'de'; write DE"),
        (
            "class: [bant]",
            "source: {utm_campaign: 2027}",
            15,
            "YAML reads 2027 as a number or a date; put it in quotes",
        ),
        ("class: [bant]", "budget: {minimum: 5k}", 15, "budget.minimum: '5k' is not a number"),
        ("class: [bant]", "budget: 5000", 15, "budget: write settings here, each on a line of its own"),
        ("weight: 2", "wait: 2", 6, "handoff.people.ana.wait: there is no such setting; did you mean weight?"),
        ("weight: 2", "weight: heavy", 6, "handoff.people.ana.weight: 'heavy' is not a whole number"),
        ("weight: 2", "telegram: '@ana'", 6, "handoff.people.ana.telegram: '@ana' is not a whole number"),
        ("weight: 2", "away: 2027-04-02", 6, "handoff.people.ana.away: write a list"),
        ("weight: 2", "away: [2027-04-31]", 6, "away, entry 1: 2027-04-31 is not in the calendar; correct it"),
        (
            "weight: 2",
            "available: {mondy: 9-12}",
            6,
            "people.ana.available.mondy: there is no such setting; did you mean",
        ),
        (
            "      name: Emil",
            "      surname: Emil\n      name: Emil",
            8,
            "people.email.surname: there is no such setting",
        ),
        ("      name: Ana Ruiz\n", "", 4, "handoff.people.ana.name: is missing; add it"),
        (
            "    ana:\n      name",
            "    ana ruiz: {name: Ana}\n    ana:\n      name",
            4,
            "'ana ruiz' is no key; write up to",
        ),
        ("  fallback: sales", "  service_level: {claim_within_minutes: 0}", 17, "0 is too small; write 1 or more"),
        (
            "  fallback: sales",
            "  at_night: true",
            17,
            "handoff.at_night: there is no such setting; known here: language",
        ),
    ],
)
def test_a_mistake_is_told_with_its_line_and_what_to_write(
    project: OperatorProject, old: str, new: str, line: int, advice: str
) -> None:
    project.edit("qualification.yml", old, new)
    problem = project.the_problem()
    assert problem.startswith(f"qualification.yml:{line}: ")
    assert advice in problem


def test_an_empty_section_is_told_what_to_write(project: OperatorProject) -> None:
    project.write("qualification.yml", "questions: {joined: [], order: [need, email]}\nhandoff:\n")
    assert project.the_problem().startswith("qualification.yml:2: handoff: write settings here")


@pytest.mark.parametrize("text", [EXAMPLE, HOW_SOON])
def test_the_files_of_the_page_can_be_used(project: OperatorProject, text: str) -> None:
    project.write("qualification.yml", f"{text}questions: {{joined: [], order: [need, email]}}\n")
    assert project.problems() == []


def test_every_mistake_of_the_page_is_told_as_it_says(project: OperatorProject) -> None:
    told = []
    for old, new in MISTAKES:
        project.write("qualification.yml", f"{EXAMPLE}questions: {{joined: [], order: [need, email]}}\n")
        project.edit("qualification.yml", old, new)
        told += project.problems()
    assert told == TOLD


def a_lead(lead_class: str, values: Mapping[str, Any] = {}, **more: Any) -> Lead:
    return lead(dict(values), verdict=Verdict(LeadClass(lead_class), False, 0), **more)


def test_every_lead_of_the_page_goes_where_it_says(tmp_path: Path) -> None:
    (tmp_path / "qualification.yml").write_text(EXAMPLE, encoding="utf-8")
    criteria = read_criteria(tmp_path / "qualification.yml")
    dollars, euros = (Budget(None, Decimal(each), unit) for each, unit in ((60_000, "USD"), (20_000, "EUR")))
    swiss = {"location": "Zürich, Schweiz", "budget": euros}
    leads = [
        a_lead("bant", {"budget": dollars}),
        a_lead("bant", swiss),
        a_lead("srl", {"industry": "logistics"}, source={"utm_campaign": "Spring-2027"}),
        a_lead("srl"),
        a_lead("mql"),
        a_lead("lead"),
    ]
    leads[1] = Lead(**{**vars(leads[1]), "language": "de"})
    monday_noon = datetime(2027, 2, 15, 12, tzinfo=UTC)
    rows = re.findall(r"^\| (?:BANT|SRL|MQL|a contact)[^|]*\| ([^|]*?) \| ?(.*?) ?\|$", PAGE, re.MULTILINE)
    told = [assign(each, criteria, monday_noon, Load({}, {})) for each in leads]
    assert [each.because if each else "" for each in told] == [because for _, because in rows]
    goals = [(each.team, each.person) if each else (None, None) for each in told]
    assert goals == [
        (None, "carla"),
        ("alps", None),
        ("marketing", None),
        ("sales", "ana"),
        ("marketing", None),
        (None, None),
    ]
    assert all((team or person or "nobody") in cell for (team, person), (cell, _) in zip(goals, rows, strict=True))
