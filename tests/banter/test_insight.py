"""What the console shows of the product itself is what the files, the commands and the doctor say."""

from pathlib import Path

import pytest

from banter.assembly import assemble
from banter.insight import insight
from banter.settings import ROOT, Settings
from console.insight import Insight
from leads.errors import OperatorFileError


@pytest.fixture
def seen(tmp_path: Path) -> Insight:
    settings = Settings.from_environment({"BANTER_HOME": str(tmp_path)})
    return insight(settings, assemble(settings))


def test_the_rules_are_those_of_the_file(seen: Insight) -> None:
    assert seen.rules.text() == (ROOT / "qualification.yml").read_text(encoding="utf-8")
    criteria = seen.rules.read(seen.rules.text())
    assert "All amounts are in EUR." in seen.rules.sentences(criteria, "en")
    assert "Alle Beträge sind in EUR." in seen.rules.sentences(criteria, "de")
    with pytest.raises(OperatorFileError) as refused:
        seen.rules.read("bant:\n  budget_minimun: 5\n")
    assert [problem.line for problem in refused.value.problems] == [2]


def test_the_settings_are_those_of_the_brand_and_empty_ones_are_left_out(seen: Insight) -> None:
    assert "company" in seen.setup.brand
    assert all(seen.setup.brand.values())


def test_the_doctors_findings_arrive(seen: Insight) -> None:
    while (examined := seen.examination.latest()) is None:
        continue
    parts = [finding.part for finding in examined.findings]
    assert {"Versions", "Lead database", "Model"} <= set(parts)
    assert {finding.state for finding in examined.findings} <= {"ok", "off", "warning", "problem"}
