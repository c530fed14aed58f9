"""``docs/qualification.md`` shows criteria that can be used, and what is really told."""

import re

import pytest

from banter.criteria.policy import sentences
from banter.criteria.words import Words
from banter.operator_files import criteria_of
from banter.settings import ROOT
from leads.errors import OperatorFileError

PAGE = (ROOT / "docs" / "qualification.md").read_text(encoding="utf-8")
(SHOWN,) = re.findall(r"^```yaml\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
TOLD = [line for line in PAGE.splitlines() if re.match(r"qualification\.yml:\d+: ", line)]
WRONG = (
    "currency: USD\nrates: {USD: 0.9}\n",
    "target_group:\n  industries:\n    include: [food logistics]\n    exclude:\n      - bank\n      - Food\n",
    "mql:\n  required:\n    - contact_opt_in\n    - person_name\n    - job_title\n",
    "bant:\n  authority: []\nsales_ready:\n  minimum_score: 90\n",
)


def without_lines(problem: str) -> str:
    return re.sub(r":\d+:", ":", problem)


def test_the_criteria_of_the_page_mean_what_it_says() -> None:
    for sentence in sentences(criteria_of(SHOWN), Words("en"))[:8]:
        assert sentence in PAGE


def test_every_mistake_of_the_page_is_told_as_it_says() -> None:
    told = set()
    for text in WRONG:
        with pytest.raises(OperatorFileError) as caught:
            criteria_of(text)
        told |= {without_lines(str(problem)) for problem in caught.value.problems}
    assert told == {without_lines(line) for line in TOLD}


@pytest.mark.parametrize(
    "section", ["target_group", "mql", "sales_ready", "bant", "weights", "engagement", "questions"]
)
def test_every_section_of_the_file_is_on_the_page(section: str) -> None:
    assert f"`{section}`" in PAGE
    assert f"\n{section}:" in (ROOT / "qualification.yml").read_text(encoding="utf-8")
