"""All files of the operator together: what is fine is told, and every mistake at once."""

from pathlib import Path

import pytest

from banter.operator_files import check, read_criteria
from banter.settings import ROOT
from leads.criteria import Criteria
from tests.banter.operator_project import OperatorProject


@pytest.fixture
def project(tmp_path: Path) -> OperatorProject:
    return OperatorProject(tmp_path)


def test_the_shipped_files_can_be_used() -> None:
    checked = check(ROOT)
    assert checked.brand.bot
    assert checked.entries["data/faq"] > 10
    assert checked.responses > 40


def test_files_in_order_are_counted(project: OperatorProject) -> None:
    checked = check(project.root)
    assert (checked.brand.company, checked.criteria.questions.order) == ("Seegras Software", ("need", "email"))
    assert checked.entries["data/faq"] == 3
    assert checked.entries["data/chitchat"] == 2


def test_a_folder_in_which_there_is_nothing_to_choose_is_told(project: OperatorProject) -> None:
    for path in (project.root / "data" / "chitchat").iterdir():
        path.unlink()
    assert project.the_problem() == "data/chitchat: holds 0 of the 2 entries that are needed at least; add one"


def test_the_mistakes_of_all_files_are_told_at_once_in_the_order_of_their_lines(project: OperatorProject) -> None:
    project.edit("banter.yml", "bot: Tang", "bott: Tang")
    project.edit("banter.yml", "address: sie", "address: ihr")
    project.edit("qualification.yml", "EUR", "Euro")
    project.edit("data/faq/price.yml", "de:\n", "fr:\n")
    project.edit("data/responses/de.yml", "{facts}", "{fact}")
    assert [problem.split(" ")[0] for problem in project.problems()] == [
        "banter.yml:1:",
        "banter.yml:2:",
        "banter.yml:4:",
        "data/faq/price.yml:1:",
        "data/faq/price.yml:6:",
        "data/responses/de.yml:11:",
        "qualification.yml:1:",
    ]


def test_a_file_that_cannot_be_read_hides_no_mistake_of_another(project: OperatorProject) -> None:
    (project.root / "banter.yml").unlink()
    project.write("data/responses/de.yml", "utter_greet: [")
    project.edit("qualification.yml", "EUR", "Euro")
    told = project.problems()
    assert told[0] == "banter.yml: cannot be read: No such file or directory"
    assert told[1].startswith("data/responses/de.yml:1: this is not YAML: a [ or { is not closed")
    assert told[2].startswith("qualification.yml:1: currency: 'Euro' has another form; write three capital letters")


@pytest.mark.parametrize("text", ["", "# everything as shipped\n", "---\n"])
def test_criteria_that_say_nothing_are_the_defaults(tmp_path: Path, text: str) -> None:
    (tmp_path / "qualification.yml").write_text(text)
    assert read_criteria(tmp_path / "qualification.yml") == Criteria()


def test_a_question_without_words_is_told_where_it_is_ordered(project: OperatorProject) -> None:
    project.edit("qualification.yml", "    - email\n", "    - email\n    - job_title\n")
    project.edit("qualification.yml", "  joined: []\n", "  joined: [[person_name, company]]\n")
    assert project.problems() == [
        f"qualification.yml:{line}: questions.{name} is missing in data/responses; add it there"
        for line, name in (
            (3, "joined: utter_ask_person_name__company"),
            (7, "order: utter_ask_job_title"),
            (7, "order: utter_why_job_title"),
        )
    ]


def test_wrong_labels_are_told(project: OperatorProject) -> None:
    project.edit("data/labels/en.yml", "answers: {affirm: 'yes'", "answers: {afirm: 'yes'")
    told = project.problems()
    assert "answers.affirm: is missing; add it" in told[0]
    assert "answers.afirm: there is no such setting; did you mean affirm?" in told[1]
    project.edit("data/labels/de.yml", "{sie: Sie entscheiden mit, du: ", "{sie: Sie entscheiden mit, dub: ")
    told = [problem.partition(" ")[2] for problem in project.problems() if "de.yml" in problem]
    assert told == [
        "authority.influencer.du: is missing; add it",
        "authority.influencer.dub: there is no such setting; did you mean du?",
    ]


def test_wrong_words_of_channels_are_told(project: OperatorProject) -> None:
    project.edit("data/channels/en.yml", "help: What can you do?", "help: Ask {company}")
    project.edit("data/channels/de.yml", "  sticker:", "  stickers:")
    told = "\n".join(project.problems())
    assert "shown_as.sticker: is missing; add it" in told
    assert "shown_as.stickers: there is no such setting; did you mean sticker?" in told
    assert "data/channels/en.yml:4: commands.help: nothing is filled in here; write the words themselves" in told


@pytest.mark.parametrize(
    ("text", "line", "advice"),
    [
        ("currency: EUR\nbantt:\n  budget_minimum: 5\n", 2, "bantt: there is no such setting; did you mean bant?"),
        ("bant:\n  budget_maximum: 9\n", 2, "bant.budget_maximum: there is no such setting; did you mean budget_min"),
        ("bant:\n  shoes: 9\n", 2, "there is no such setting; known here: budget_minimum, authority, starts_within"),
        ("bant:\n  budget_minimum: lots\n", 2, "bant.budget_minimum: 'lots' is not a number; write one, without"),
        ("bant:\n  budget_minimum: 5 EUR\n", 2, "without quotes, unit or thousands separator"),
        ("bant:\n  budget_minimum: -5\n", 2, "-5 is too small; write 0 or more"),
        ("bant:\n  starts_within_months: 1.5\n", 2, "1.5 is not a whole number"),
        (
            "bant:\n\n  authority:\n    - decision_maker\n    - boss\n",
            5,
            "authority, entry 2: 'boss' cannot stand here",
        ),
        (
            "target_group:\n  industries: {include: [ok, 7]}\n",
            2,
            "include, entry 2: YAML reads 7 as a number or a date",
        ),
        ("target_group:\n  industries: {include: [No]}\n", 2, 'YAML reads No as no; put it in quotes: "No"'),
        ("target_group:\n  industries:\n    include: logistics\n", 3, "write a list: each entry on a line of its own"),
        ("target_group:\n  industries:\n    includes: []\n", 3, "did you mean include?"),
        ("target_group: [logistics]\n", 1, "write settings here, each on a line of its own as name: value"),
        ("target_group:\n  company_size:\n    minimum: 9\n    maximum: 5\n", 2, "minimum 9 is above maximum 5; swap"),
        ("weights:\n  need: 20\n  shoes: 5\n", 1, "no criterion 'shoes'; known: contact_opt_in"),
        ("weights:\n  need: 20\n  budget: 300\n", 3, "weights.budget: 300 is too large; write 100 or less"),
        ("rates:\n  USD: 0.9\n  dollar: 1\n", 3, "rates.dollar: 'dollar' has another form; write three capital"),
        ("questions:\n  order: [need, shoes]\n", 2, "no question for 'shoes'; known: authority, budget"),
        ("questions:\n  order: [need, need]\n", 2, "listed twice"),
        ("just words\n", 1, "write settings here"),
        ("- a\n- list\n", 1, "write settings here"),
    ],
)
def test_wrong_criteria_are_told_with_their_line_and_what_to_write(
    project: OperatorProject, text: str, line: int, advice: str
) -> None:
    project.write("qualification.yml", text)
    problem = project.the_problem()
    assert problem.startswith(f"qualification.yml:{line}: ")
    assert advice in problem
