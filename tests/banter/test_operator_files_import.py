"""Mistakes in ``data/import``: what columns and values of imported files are called."""

from pathlib import Path

from tests.banter.operator_project import OperatorProject


def test_a_field_that_there_is_not_is_told(tmp_path: Path) -> None:
    project = OperatorProject(tmp_path)
    project.edit("data/import/en.yml", "  email: [", "  e_mail: [")
    assert project.the_problem().startswith("data/import/en.yml:")
    assert "names e_mail, which is unknown; known: authority, budget," in project.the_problem()


def test_words_that_are_missing_are_told(tmp_path: Path) -> None:
    project = OperatorProject(tmp_path)
    project.edit("data/import/de.yml", "from: [ab,", "form: [ab,")
    assert project.problems() == [
        "data/import/de.yml:2: from: is missing; add it",
        "data/import/de.yml:37: form: there is no such setting; did you mean from?",
    ]
