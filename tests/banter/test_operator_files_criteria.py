"""``qualification.yml``: what contradicts itself is told with its line, from a file or from a text."""

from pathlib import Path

import pytest

from banter.operator_files import criteria_of, read_criteria
from banter.settings import ROOT
from leads.errors import OperatorFileError

SHIPPED = (ROOT / "qualification.yml").read_text(encoding="utf-8")


def told(text: str) -> list[str]:
    with pytest.raises(OperatorFileError) as caught:
        criteria_of(text)
    return [str(problem).removeprefix("qualification.yml:") for problem in caught.value.problems]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (
            "target_group:\n  industries:\n    include: [food]\n    exclude:\n      - bank\n      - Food\n",
            "6: target_group.industries.exclude, entry 2: 'Food' stands in include, too; keep it in one of them",
        ),
        (
            "target_group:\n  job_titles:\n    include: [head of sales]\n    exclude: [head]\n",
            "4: target_group.job_titles.exclude, entry 1: 'head' occurs in 'head of sales', which is included; "
            "remove one of them",
        ),
        (
            "target_group:\n  countries: {include: [Germany], exclude: [AT, DE]}\n",
            "2: target_group.countries.exclude, entry 2: DE stands in include, too; keep it in one of them",
        ),
        (
            "target_group:\n  countries:\n    include: [Bavaria]\n",
            "3: target_group.countries.include: there is no country 'Bavaria'; write a code such as DE, or its English "
            "or German name",
        ),
        (
            "target_group:\n  countries: {include: [NO]}\n",
            '2: target_group.countries.include, entry 1: YAML reads NO as no; put it in quotes: "NO"',
        ),
        (
            "mql:\n  required: [person_name, contact_opt_in, job_title]\n",
            "2: mql.required, entry 3: questions.order never asks for job_title; add it there, or remove it here",
        ),
        (
            "questions: {order: [need, company], joined: []}\nsales_ready:\n  required:\n    - need\n    - budget\n",
            "5: sales_ready.required, entry 2: questions.order never asks for budget; add it there, or remove it here",
        ),
        (
            "mql:\n  required: [person_name]\n",
            "2: mql.required: contact_opt_in is missing: without permission nobody may be called; add it",
        ),
        (
            "mql:\n  required: [contact_opt_in, shoe_size]\n",
            "2: mql.required: there is no field 'shoe_size' to be chosen; known: person_name, company, reachable, "
            "contact_opt_in, marketing_opt_in, need, budget, authority, timeline, email, phone, job_title, department, "
            "industry, location, company_size",
        ),
        (
            "mql:\n  required: [contact_opt_in, phone]\n  ideal: [job_title, phone]\nquestions: {order: [phone, "
            "contact_opt_in], joined: []}\n",
            "3: mql.ideal, entry 2: phone is required, too; keep it in one of them",
        ),
        (
            "bant:\n  authority: []\nsales_ready:\n  minimum_score: 90\n",
            "4: sales_ready.minimum_score: no lead can reach 90; with an empty bant.authority the best is 85",
        ),
        (
            "bant:\n  budget_minimum:\n    CHF: 6000\n",
            "2: bant.budget_minimum: has no amount in EUR, the currency of this file; add one, for all other "
            "currencies",
        ),
        (
            "bant:\n  budget_minimum: {EUR: lots}\n",
            "2: bant.budget_minimum.EUR: 'lots' is not a number; write one, without quotes, unit or thousands "
            "separator",
        ),
        (
            "currency: USD\nrates:\n  GBP: 1.2\n  USD: 0.9\n",
            "4: rates.USD: is the currency of this file; remove it, and write the other rates in USD",
        ),
        (
            "weights:\n  need: high\n",
            "2: weights.need: 'high' is not a whole number; write one, without quotes or a unit",
        ),
        (
            "engagement:\n  half_life_days: 0\n",
            "2: engagement.half_life_days: 0 is too small; write 1 or more",
        ),
        (
            "engagement:\n  half_life: 9\n",
            "2: engagement.half_life: there is no such setting; did you mean half_life_days?",
        ),
    ],
)
def test_what_makes_no_sense_is_told_with_its_line(text: str, problem: str) -> None:
    assert told(text) == [problem]


def test_several_contradictions_are_told_at_once() -> None:
    text = "currency: USD\nrates: {USD: 0.9}\nbant: {budget_minimum: {EUR: 5}}\n"
    assert [problem.split(":")[0] for problem in told(text)] == ["2", "3"]


def test_a_text_and_a_file_are_read_alike(tmp_path: Path) -> None:
    (tmp_path / "new.yml").write_text(SHIPPED, encoding="utf-8")
    assert criteria_of(SHIPPED) == read_criteria(tmp_path / "new.yml") == read_criteria(ROOT / "qualification.yml")
    assert told("\ufeffcurrency: EUR") == [
        "1: begins with an invisible byte-order mark; save the file as UTF-8 without BOM"
    ]
    assert told("currency: [")[0].startswith("1: this is not YAML")


def test_criteria_that_say_nothing_required_may_ask_what_they_like() -> None:
    assert criteria_of("questions: {order: [need, email], joined: []}").mql.required
