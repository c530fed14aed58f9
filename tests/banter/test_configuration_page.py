"""``docs/configuration.md`` shows files that can be used, and what is really told about mistakes in them."""

import re
import shutil
from datetime import datetime
from pathlib import Path

import pytest

from banter.operator_files import check
from banter.settings import ROOT
from leads.errors import OperatorFileError

PAGE = (ROOT / "docs" / "configuration.md").read_text(encoding="utf-8")
SHOWN = re.findall(r"^```yaml\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
TOLD = [line for line in PAGE.splitlines() if re.match(r"(banter|qualification|data/\S+)\.yml:\d+: ", line)]
BANTER, CRITERIA, QUESTIONS, ENTRY, _ = SHOWN
QUALIFICATION = CRITERIA + QUESTIONS
EN, DE, FAQ = "data/responses/en.yml", "data/responses/de.yml", "data/faq/partner_programme.yml"

MISTAKES = [  # the file, what stands there on the page or in the shipped file, what an operator wrote instead
    ("banter.yml", "shop.seegras.example", "www.seegras.example/shop"),
    ("banter.yml", "2027-12-24", "24.12.2027"),
    ("banter.yml", "bot: Tang", "bot: Tang\nadress: du"),
    ("qualification.yml", "20000", "20.000 EUR"),
    ("qualification.yml", "job_title, email", "shoe_size, email"),
    (FAQ, ENTRY[ENTRY.index("de:\n") :], ""),
    (FAQ, "Yes. Partners", "Yes: partners"),
    (FAQ, "{company} get", "{firm} get"),
    (FAQ, "arbeiten sie mit agenturen zusammen", "Was kostet das?"),
    (DE, "utter_greet:\n", "utter_greet:\n  - sie: Sind Sie das?\n"),
    (EN, "utter_greet:", "utter_gret:"),
    (EN, "{title: I decide,", "{title: Yes,"),
    (EN, '"authority": "none"', '"authority": "boss"'),
]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """The shipped files, with those of the page in their places."""
    shutil.copytree(ROOT / "data", tmp_path / "data")
    for path in ("domain.yml", "crm.yml"):
        shutil.copy(ROOT / path, tmp_path)
    for path, text in (("banter.yml", BANTER), ("qualification.yml", QUALIFICATION), (FAQ, ENTRY)):
        (tmp_path / path).write_text(text, encoding="utf-8")
    return tmp_path


def without_lines(problem: str) -> str:
    """The shipped files may grow without making the page wrong."""
    return re.sub(r":\d+:|line \d+", "", problem)


def test_the_files_of_the_page_can_be_used(project: Path) -> None:
    checked = check(project)
    assert checked.brand.company == "Seegras Software"
    assert checked.criteria.questions.optional == ("job_title",)
    hours = checked.brand.business_hours.hours
    monday, friday = datetime(2027, 2, 15, 15, tzinfo=hours.zone), datetime(2027, 2, 19, 11, tzinfo=hours.zone)
    assert hours.after(monday, hours.answer_within) == friday


def test_every_mistake_of_the_page_is_told_as_it_says(project: Path) -> None:
    told = set()
    for path, old, new in MISTAKES:
        text = (project / path).read_text(encoding="utf-8")
        assert old in text, (path, old)
        (project / path).write_text(text.replace(old, new, 1), encoding="utf-8")
        with pytest.raises(OperatorFileError) as caught:
            check(project)
        told |= {without_lines(str(problem)) for problem in caught.value.problems}
        (project / path).write_text(text, encoding="utf-8")
    assert not [line for line in TOLD if without_lines(line) not in told]
    assert len(TOLD) == len(MISTAKES)
