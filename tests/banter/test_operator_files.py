"""The files that an operator edits: each kind of mistake is told with file, line and what to write."""

from pathlib import Path

import pytest

from banter.operator_files import Brand, read_brand, read_criteria
from banter.settings import ROOT
from leads.criteria import Criteria
from leads.errors import OperatorFileError

BRAND = """\
company: Seegras Software
bot: Tang
default_language: en
address: sie
privacy_url: https://seegras.example/privacy
booking_url: https://seegras.example/book
"""


def brand_error(folder: Path, text: str | bytes) -> OperatorFileError:
    path = folder / "banter.yml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    with pytest.raises(OperatorFileError) as caught:
        read_brand(path)
    return caught.value


def criteria_error(folder: Path, text: str) -> OperatorFileError:
    path = folder / "qualification.yml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(OperatorFileError) as caught:
        read_criteria(path)
    return caught.value


def test_the_shipped_files_can_be_used() -> None:
    assert read_brand(ROOT / "banter.yml").bot
    assert read_criteria(ROOT / "qualification.yml").currency == "EUR"


def test_a_file_in_order_becomes_a_brand(tmp_path: Path) -> None:
    (tmp_path / "banter.yml").write_text(BRAND)
    assert read_brand(tmp_path / "banter.yml") == Brand(
        company="Seegras Software",
        bot="Tang",
        default_language="en",
        address="sie",
        privacy_url="https://seegras.example/privacy",
        booking_url="https://seegras.example/book",
    )


@pytest.mark.parametrize("text", ["", "# everything as shipped\n", "---\n"])
def test_empty_criteria_are_the_defaults(tmp_path: Path, text: str) -> None:
    (tmp_path / "qualification.yml").write_text(text)
    assert read_criteria(tmp_path / "qualification.yml") == Criteria()


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(OperatorFileError, match=r"banter\.yml: cannot be read: No such file"):
        read_brand(tmp_path / "banter.yml")


def test_a_missing_setting_is_named(tmp_path: Path) -> None:
    error = brand_error(tmp_path, BRAND.replace("bot: Tang\n", ""))
    assert (error.path, error.problem) == ("banter.yml", "bot: is missing; add it")


def test_an_empty_brand_says_what_to_add(tmp_path: Path) -> None:
    assert str(brand_error(tmp_path, "")) == "banter.yml: company: is missing; add it"


@pytest.mark.parametrize(
    ("old", "new", "line", "advice"),
    [
        ("bot: Tang", "bott: Tang", 2, "no such setting"),
        ("bot: Tang", "bot: ''", 2, "at least 1 character"),
        ("bot: Tang", "bot: 5", 2, "string"),
        ("default_language: en", "default_language: fr", 3, "'en' or 'de'"),
        ("address: sie", "address: ihr", 4, "'sie' or 'du'"),
        ("https://seegras.example/book", "seegras.example/book", 6, "https?://"),
        ("https://seegras.example/book", "'javascript:alert(1)'", 6, "https?://"),
    ],
)
def test_a_wrong_brand_is_told_with_its_line_and_what_to_write(
    tmp_path: Path, old: str, new: str, line: int, advice: str
) -> None:
    text = BRAND.replace(old, new)
    error = brand_error(tmp_path, text + "bot: Tang\n" if new.startswith("bott") else text)
    assert (error.path, error.line) == ("banter.yml", line)
    assert advice in error.problem
    assert str(error).startswith(f"banter.yml:{line}: ")


@pytest.mark.parametrize(
    ("text", "line", "advice"),
    [
        ("currency: EUR\nbantt:\n  budget_minimum: 5\n", 2, "bantt: there is no such setting"),
        ("bant:\n  budget_minimum: 5\n  budget_maximum: 9\n", 3, "bant.budget_maximum: there is no such setting"),
        ("bant:\n  budget_minimum: lots\n", 2, "bant.budget_minimum: Input should be a valid decimal"),
        ("bant:\n\n  authority:\n    - decision_maker\n    - boss\n", 5, "'decision_maker', 'influencer' or 'none'"),
        ("target_group:\n  industries: {include: [ok, 7]}\n", 2, "target_group.industries.include.1"),
        ("target_group:\n  industries:\n    include: logistics\n", 3, "valid tuple"),
        ("target_group:\n  company_size:\n    minimum: 9\n    maximum: 5\n", 2, "minimum 9 is above maximum 5; swap"),
        ("weights:\n  need: 20\n  shoes: 5\n", 1, "no criterion 'shoes'; known: contact_opt_in"),
        ("weights:\n  need: 20\n  budget: 300\n", 3, "less than or equal to 100"),
        ("rates:\n  USD: 0.9\n  dollar: 1\n", 3, "[A-Z]{3}"),
        ("questions:\n  order: [need, shoes]\n", 2, "no question for 'shoes'; known: authority, budget"),
        ("questions:\n  order: [need, need]\n", 2, "listed twice"),
    ],
)
def test_wrong_criteria_are_told_with_their_line_and_what_to_write(
    tmp_path: Path, text: str, line: int, advice: str
) -> None:
    error = criteria_error(tmp_path, text)
    assert (error.path, error.line) == ("qualification.yml", line)
    assert advice in error.problem


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("currency: EUR\nbant: [1, 2\n", 3),
        ("currency: EUR\n\tbant: 5\n", 2),
        ("currency: EUR\n  bant: 5\n", 2),
        ("currency: @EUR\n", 1),
        ("currency: !!python/object:os.system EUR\n", 1),
        ("currency: EUR\n---\ncurrency: USD\n", 2),
    ],
)
def test_what_is_not_yaml_is_told_with_its_line(tmp_path: Path, text: str, line: int) -> None:
    error = criteria_error(tmp_path, text)
    assert (error.path, error.line) == ("qualification.yml", line)
    assert error.problem.startswith("this is not YAML: ")


def test_a_file_that_is_not_utf_8_is_named(tmp_path: Path) -> None:
    error = brand_error(tmp_path, BRAND.replace("Tang", "Bärbel").encode("latin-1"))
    assert str(error) == "banter.yml: is not UTF-8 text; save it as UTF-8"


def test_a_control_character_in_a_file_is_told_as_a_mistake_of_the_file(tmp_path: Path) -> None:
    assert brand_error(tmp_path, BRAND.replace("Tang", "Ta\x00ng")).path == "banter.yml"


@pytest.mark.parametrize("text", ["just words\n", "- a\n- list\n", "5\n"])
def test_a_file_without_settings_is_told_what_a_setting_looks_like(tmp_path: Path, text: str) -> None:
    error = criteria_error(tmp_path, text)
    assert (error.path, error.line) == ("qualification.yml", 1)
