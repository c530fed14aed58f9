"""Questions and answers: one file each, with both languages in it."""

from pathlib import Path

import pytest

from tests.banter.operator_project import ENTRY, OperatorProject


@pytest.fixture
def project(tmp_path: Path) -> OperatorProject:
    return OperatorProject(tmp_path)


@pytest.mark.parametrize("folder", ["faq", "chitchat", "not_a_lead"])
def test_an_entry_is_one_file_and_nothing_else(project: OperatorProject, folder: str) -> None:
    entry = ENTRY.replace("cost", "weigh").replace("kostet", "wiegt").replace("- price", "- weight")
    project.write(f"data/{folder}/weight_in_kg.yml", entry)
    assert project.problems() == []


def test_an_answer_may_have_buttons_and_both_forms_of_address(project: OperatorProject) -> None:
    project.edit("data/faq/price.yml", "answer: Ask {company}.", "answer: {text: Ask us., buttons: []}")
    project.edit("data/faq/price.yml", "  answer:\n    sie:", "  answer:\n    buttons: []\n    sie:")
    assert project.problems() == []


@pytest.mark.parametrize(
    ("old", "new", "line", "advice"),
    [
        ("de:\n  ask:", "de:\n  asks:", 7, "de.asks: there is no such setting; did you mean ask?"),
        ("  answer: Ask {company}.\n", "", 1, "en.answer: is missing; add it"),
        ("    - was kostet das?\n", "", 7, "de.ask: write a list: each entry on a line of its own after '- '"),
        ("  ask:\n    - was kostet das?\n", "  ask: []\n", 7, "de.ask: is empty; add at least one entry"),
        ("  ask:\n    - was kostet das?\n", "  ask: was kostet das?\n", 7, "de.ask: write a list"),
        ("- price", "- 100", 4, 'en.ask, entry 2: YAML reads 100 as a number or a date; put it in quotes: "100"'),
        ("- price", "- No", 4, 'YAML reads No as no; put it in quotes: "No"'),
        ("- price", "- 2027-02-30", 4, "YAML reads 2027-02-30 as a number or a date; put it in quotes"),
        ("- price", "-", 4, "en.ask, entry 2: is empty; write a text"),
        ("- price", "- '  '", 4, "en.ask, entry 2: is empty; write a text"),
        ("- price", "- - price", 4, "write one text here, not a list"),
        ("- price", f"- {'price ' * 60}", 4, "is longer than 300 characters; shorten it"),
        ("answer: Ask {company}.", "answer:", 5, "en.answer: is empty; write a text"),
        ("answer: Ask {company}.", "answer: [Ask, {company: x}]", 5, "en.answer: write one text here, not a list"),
        ("answer: Ask {company}.", "answer: {Note: ask us}", 5, "a text with a colon in it needs quotes around it"),
        ("answer: Ask {company}.", "answer: Ask {Company}.", 5, "nobody fills {Company} here; did you mean company?"),
        ("answer: Ask {company}.", "answer: Ask {name}.", 5, "nobody fills {name} here; known here: {company}, {bot}"),
        ("answer: Ask {company}.", "answer: Ask {facts}.", 5, "nobody fills {facts} here"),
        ("answer: Ask {company}.", "answer: Ask {company.", 5, "a brace stands alone"),
        ("answer: Ask {company}.", "answer: Ask company}.", 5, "a brace stands alone"),
        ("answer: Ask {company}.", "answer: Ask {}.", 5, "{} is no placeholder"),
        ("answer: Ask {company}.", "answer: Ask {company.title}.", 5, "{company.title} is no placeholder"),
        ("answer: Ask {company}.", "answer: Ask {company!r:>9}.", 5, "{company!r:>9} is no placeholder"),
        ("answer: Ask {company}.", f"answer: {'long ' * 401}", 5, "is longer than 2000 characters; shorten it"),
        ("answer: Ask {company}.", "answer: {sie: Ask, du: Ask}", 5, "en.answer: only German has sie and du"),
        ("    du: Frag {company}.\n", "", 9, "de.answer.du: is missing; add it"),
        ("    sie: Fragen Sie {company}.\n", "", 9, "de.answer.sie: is missing; add it"),
        (
            "    du: Frag",
            "    du: Frag\n    dusie: Frag",
            12,
            "de.answer.dusie: there is no such setting; did you mean",
        ),
        ("    du: Frag {company}.", "    du: Frag {firma}.", 11, "de.answer.du: nobody fills {firma} here"),
    ],
)
def test_a_mistake_is_told_with_its_line_and_what_to_write(
    project: OperatorProject, old: str, new: str, line: int, advice: str
) -> None:
    project.edit("data/faq/price.yml", old, new)
    told = [problem for problem in project.problems() if problem.startswith(f"data/faq/price.yml:{line}: ")]
    assert advice in "\n".join(told)


def test_each_language_that_is_missing_is_told(project: OperatorProject) -> None:
    project.write("data/faq/price.yml", ENTRY.partition("de:")[0])
    assert project.the_problem() == "data/faq/price.yml:1: de: is missing; add it"
    project.write("data/faq/price.yml", "")
    assert project.problems() == [f"data/faq/price.yml: {language}: is missing; add it" for language in ("en", "de")]


@pytest.mark.parametrize("text", ["en: []\nde: 5\n", "- en\n- de\n", "words\n"])
def test_what_is_no_entry_at_all_is_told_what_one_looks_like(project: OperatorProject, text: str) -> None:
    project.write("data/faq/price.yml", text)
    assert project.problems()
    assert all("write settings here, each on a line of its own" in problem for problem in project.problems())


def test_all_mistakes_of_an_entry_are_told_at_once(project: OperatorProject) -> None:
    project.edit("data/faq/price.yml", "- price", "- 100")
    project.edit("data/faq/price.yml", "{company}.\nde", "{name}.\nde")
    project.edit("data/faq/price.yml", "    du: Frag {company}.\n", "")
    assert [problem.split(" ")[:2] for problem in project.problems()] == [
        ["data/faq/price.yml:4:", "en.ask,"],
        ["data/faq/price.yml:5:", "en.answer:"],
        ["data/faq/price.yml:9:", "de.answer.du:"],
    ]


@pytest.mark.parametrize("folder", ["faq", "chitchat"])
def test_one_question_in_two_entries_is_told_whatever_its_spelling(project: OperatorProject, folder: str) -> None:
    entry = ENTRY.replace("what does it cost?", "how heavy is it").replace("- price", "- What does it cost")
    project.write(f"data/{folder}/weight.yml", entry.replace("was kostet das?", "PRICE!!"))
    assert project.problems() == [
        f"data/{folder}/weight.yml:4: 'What does it cost' is asked in data/faq/price.yml, line 3, too; "
        "keep it in one of them",
        f"data/{folder}/weight.yml:8: 'PRICE!!' is asked in data/faq/price.yml, line 4, too; keep it in one of them",
    ]


def test_one_question_twice_in_an_entry_does_no_harm(project: OperatorProject) -> None:
    project.edit("data/faq/price.yml", "- price", "- what does it cost")
    assert project.problems() == []


@pytest.mark.parametrize(
    ("name", "problem"),
    [
        ("my price.yml", "small letters, digits and _ are; call the file my_price.yml"),
        ("Price-List.yml", "call the file price_list.yml"),
        ("größe.yml", "call the file gr_e.yml"),
        ("weight.yaml", "call the file weight.yml"),
        ("weight.YML", "call the file weight.yml"),
        ("weight.yml.txt", "call the file weight.yml"),
        ("._weight.yml", "is hidden, and read all the same; remove it"),
    ],
)
def test_a_file_whose_name_makes_no_entry_is_told(project: OperatorProject, name: str, problem: str) -> None:
    entry = ENTRY.replace("cost", "weigh").replace("kostet", "wiegt").replace("- price", "- weight")
    project.write(f"data/faq/{name}", entry)
    assert project.the_problem().startswith(f"data/faq/{name}: ")
    assert problem in project.the_problem()


def test_an_entry_in_a_folder_of_its_own_is_told(project: OperatorProject) -> None:
    project.write("data/faq/prices/price.yml", ENTRY)
    assert project.the_problem() == "data/faq/prices: is a folder, which nobody reads; move its files to data/faq"


@pytest.mark.parametrize("name", [".price.yml.swp", "price.yml~", "README.md", ".DS_Store"])
def test_what_editors_and_systems_leave_behind_is_no_mistake(project: OperatorProject, name: str) -> None:
    project.write(f"data/faq/{name}", b"\xff\x00")
    assert project.problems() == []


def test_an_answer_with_a_booking_link_needs_the_link(project: OperatorProject) -> None:
    project.edit("data/faq/price.yml", "Ask {company}", "Book a call at {booking_url}")
    assert project.problems() == []
    project.edit("banter.yml", "booking_url: https://seegras.example/book\n", "")
    assert project.the_problem() == (
        "data/faq/price.yml:5: en.answer: mentions {booking_url}, but banter.yml has none; add booking_url there"
    )
