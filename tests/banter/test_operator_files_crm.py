"""``crm.yml``: mistakes are told with their line, and ``docs/crm.md`` shows what really happens."""

import re
from pathlib import Path

import pytest
import yaml

from banter.operator_files.crm import read_crm
from banter.settings import ROOT
from handoff.crm.fields import FIELDS
from handoff.crm.mapping import CrmMapping, Filling, Send
from tests.banter.operator_project import OperatorProject

PAGE = (ROOT / "docs" / "crm.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"^```yaml\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
TOLD = re.findall(r"^crm\.yml:\d+: .*$", PAGE, re.MULTILINE)
MISTAKES = (
    ("banter_need: need", "banter_need: ned"),
    ("score, overwrite", "score, overwrit"),
    ("bant: salesqualifiedlead", "bannt: salesqualifiedlead"),
)
CRM = """\
send:
  sales: [srl, bant]
contact:
  email: email
  jobtitle: job_title
  lifecyclestage:
    field: class
    table:
      mql: marketingqualifiedlead
"""


@pytest.fixture
def project(tmp_path: Path) -> OperatorProject:
    project = OperatorProject(tmp_path)
    project.write("crm.yml", CRM)
    return project


def test_the_shipped_file_shows_what_applies_where_something_is_left_out(project: OperatorProject) -> None:
    shipped = read_crm(ROOT / "crm.yml")
    assert (shipped.send, shipped.note) == (Send(), True)
    assert yaml.safe_load((ROOT / "crm.yml").read_text(encoding="utf-8")).keys() == CrmMapping.model_fields.keys()
    assert project.problems() == []


def test_the_lines_that_are_commented_out_can_be_used(project: OperatorProject) -> None:
    shipped = (ROOT / "crm.yml").read_text(encoding="utf-8")
    project.write("crm.yml", shipped.replace("  # banter_", "  banter_"))
    assert project.problems() == []
    assert read_crm(project.root / "crm.yml").contact["banter_source"] == Filling(value="chat")


@pytest.mark.parametrize(
    ("old", "new", "line", "advice"),
    [
        ("job_title", "job_titel", 5, "contact.jobtitle: there is no field 'job_titel'; did you mean job_title?"),
        ("job_title", "shoe_size", 5, "there is no field 'shoe_size'; known: id, conversation, channel"),
        ("jobtitle", "Job title", 5, "contact.Job title: 'Job title' is no internal name of a property"),
        ("jobtitle: job_title", "jobtitle:", 5, "contact.jobtitle: is empty; write a text"),
        ("jobtitle: job_title", "jobtitle: [job_title]", 5, "contact.jobtitle: write one text here, not a list"),
        ("jobtitle: job_title", "jobtitle: {}", 5, "write either field: one of our fields, or value:"),
        ("jobtitle: job_title", "jobtitle: {field: need, value: x}", 5, "write either field: one of our fields"),
        ("jobtitle: job_title", "jobtitle: {feld: need}", 5, "contact.jobtitle.feld: there is no such setting; did"),
        ("jobtitle: job_title", "jobtitle: {value: yes}", 5, 'YAML reads yes as yes; put it in quotes: "yes"'),
        ("jobtitle: job_title", "jobtitle: {field: need, overwrite: always}", 5, "write true or false"),
        ("jobtitle: job_title", "jobtitle: {field: need, table: {a: b}}", 5, "only these fields can have a table"),
        ("      mql:", "      mqll:", 6, "in the table: class is never 'mqll'; did you mean mql?"),
        ("    field: class", "    field: clas", 7, "contact.lifecyclestage.field: there is no field 'clas'; did you"),
        ("  email: email\n", "", 1, "nothing in contact is filled from email"),
        ("[srl, bant]", "[hot]", 2, "send.sales, entry 1: 'hot' cannot stand here; write 'mql', 'srl' or 'bant'"),
        ("[srl, bant]", "[lead]", 2, "send.sales, entry 1: 'lead' cannot stand here"),
        ("  sales: [srl, bant]", "  marketing: all", 2, "'all' cannot stand here; write 'automation_ready' or 'never'"),
        ("send:", "sent:", 1, "sent: there is no such setting; did you mean send?"),
        ("send:", "note: perhaps\nsend:", 1, "note: write true or false"),
    ],
)
def test_a_mistake_is_told_with_its_line_and_what_to_write(
    project: OperatorProject, old: str, new: str, line: int, advice: str
) -> None:
    project.edit("crm.yml", old, new)
    problem = project.the_problem()
    assert problem.startswith(f"crm.yml:{line}: ")
    assert advice in problem


def test_a_table_of_a_yes_or_no_needs_no_quotes_around_true_and_false(project: OperatorProject) -> None:
    project.edit("crm.yml", "job_title", "{field: marketing_opt_in, table: {true: granted, false: refused}}")
    assert project.problems() == []
    filling = read_crm(project.root / "crm.yml").fillings()["jobtitle"]
    assert filling.filled({"marketing_opt_in": "false"}) == "refused"


def test_an_empty_file_and_a_missing_one_are_told(project: OperatorProject) -> None:
    project.write("crm.yml", "")
    assert project.the_problem() == "crm.yml: contact: is missing; add it"
    (project.root / "crm.yml").unlink()
    assert project.the_problem() == "crm.yml: cannot be read: No such file or directory"


def test_the_page_names_every_field_and_shows_files_that_can_be_used(project: OperatorProject) -> None:
    assert [field for field in FIELDS if f"`{field}`" not in PAGE] == []
    for example in EXAMPLES:
        project.write("crm.yml", example)
        assert project.problems() == []


def test_every_mistake_of_the_page_is_told_as_it_says(project: OperatorProject) -> None:
    told = []
    for old, new in MISTAKES:
        project.write("crm.yml", EXAMPLES[0])
        project.edit("crm.yml", old, new)
        told += project.problems()
    assert told == TOLD
