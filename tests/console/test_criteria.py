"""The criteria page: rules in sentences, others tried out over stored leads, nothing published."""

import pytest

from banter.settings import ROOT
from console.desk import ConsoleDesk
from leads.audit import Deed
from leads.user import Role
from tests.console.conftest import BANT_FACTS, House
from tests.console.desk import Browser, signed_in

IN_FORCE = (ROOT / "qualification.yml").read_text(encoding="utf-8")
STRICTER = IN_FORCE.replace("budget_minimum: 5000", "budget_minimum: 50000")
BOMB = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "\n".join(
    f"{name}: &{name} [{', '.join([f'*{before}'] * 9)}]" for before, name in zip("abcdefgh", "bcdefghi", strict=True)
)


def test_everybody_reads_the_rules_and_a_viewer_finds_no_form(desk: ConsoleDesk) -> None:
    with signed_in(desk, Role.VIEWER, "de") as viewer:
        page = viewer.get("/console/criteria").text
    assert "Ein MQL wird BANT-Lead mit einem Budget von mindestens" in page
    assert "<textarea" not in page


def test_marketing_learns_which_leads_would_change_class_and_why(desk: ConsoleDesk, house: House) -> None:
    lead = house.hears(**BANT_FACTS)
    house.hears(company="Tannhof KG")
    with signed_in(desk, Role.MARKETING) as marketing:
        page = marketing.submit("/console/criteria", text=STRICTER, most="500").text
    assert "One lead would change class" in page
    assert "Looked at: all 2 leads." in page
    assert f'<a href="/console/leads/{lead.id}">' in page
    assert "budget" in page.split("<tbody>")[1].split("</tbody>")[0]
    assert "<ins>" in page
    assert desk.store.get(lead.id).verdict.lead_class.value == "bant"
    (entry,) = desk.audit.find(what=Deed.CRITERIA_TRIED).entries
    assert (entry.by, entry.details) == ("marketing", {"count": 2})


def test_what_is_in_force_changes_nobody(desk: ConsoleDesk, house: House) -> None:
    house.hears(**BANT_FACTS)
    with signed_in(desk, Role.MARKETING, "de") as marketing:
        assert "Kein Lead würde die Klasse wechseln" in marketing.submit("/console/criteria", text=IN_FORCE).text


def test_mistakes_are_shown_with_their_lines_and_what_was_typed_stays(operator: Browser) -> None:
    wrong = "currency: EUR\nbant:\n  budget_minimun: 5\n  starts_within_months: soon <b>\n"
    page = operator.submit("/console/criteria", text=wrong)
    assert page.status_code == 422
    assert 'data-line="3"' in page.text
    assert "did you mean budget_minimum?" in page.text
    assert 'data-line="4"' in page.text
    assert "soon &lt;b&gt;" in page.text
    assert "<b>" not in page.text


@pytest.mark.parametrize(
    "text", ["\0", ":", "a: [", "- - -", "\ud800", BOMB, "x" * 100_001, "[" * 3_000, "&a [*a]", "💥: {{}}"]
)
def test_no_text_breaks_the_page(operator: Browser, text: str) -> None:
    for address in ("/console/criteria", "/console/criteria/file"):
        page = operator.submit(address, text=text.encode("utf-8", "surrogatepass"))
        assert page.status_code == 422, page.text
        assert 'role="alert"' in page.text


def test_what_can_be_used_is_downloaded_as_it_was_typed(operator: Browser) -> None:
    file = operator.submit("/console/criteria/file", text=STRICTER.replace("\n", "\r\n"))
    assert file.text == STRICTER
    assert file.headers["content-disposition"] == 'attachment; filename="qualification.yml"'
    assert file.headers["content-type"].startswith("application/yaml")
