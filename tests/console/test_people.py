"""The pages about people: who may sign in, one's own account, the audit log; and the language they are in."""

import re

import pytest

from console.desk import ConsoleDesk
from console.session import COOKIE
from leads.audit import Deed
from leads.criteria import Criteria
from leads.user import Role
from tests.console.conftest import BANT_FACTS, House
from tests.console.desk import PASSWORD, TESTS, Browser, desk_of, settled, signed_in

MARKUP = "<script>alert(1)</script>"


def one_time_password(page: str) -> str:
    found = re.search(r'<code class="password">(.+?)</code>', page)
    assert found is not None
    return found[1]


def test_an_admin_lets_somebody_in_who_chooses_a_password_and_works(desk: ConsoleDesk, operator: Browser) -> None:
    added = operator.submit("/console/people", login="Otto@nordlicht.example", name="Otto Lang", role="sales")
    given = one_time_password(added.text)
    with Browser(desk).sign_in("otto@nordlicht.example", given) as otto:
        otto.submit("/console/password", password=PASSWORD, again=PASSWORD)
        assert "Otto Lang" in otto.get("/console").text
        assert otto.get("/console/people").status_code == 403
        assert 'href="/console/people"' not in otto.get("/console").text
    assert given not in operator.get("/console/people").text


def test_what_cannot_be_is_told_and_what_was_typed_stays_in_the_form(desk: ConsoleDesk, operator: Browser) -> None:
    answer = operator.submit("/console/people", login="two words", name=f"Otto {MARKUP}", role="sales", language="de")
    assert answer.status_code == 422
    assert "A login is an e-mail address" in answer.text
    assert 'value="two words"' in answer.text
    assert MARKUP not in answer.text
    assert re.search(r'value="sales" checked', answer.text)
    assert [user.login for user in desk.users.all()] == ["admin"]


def test_an_admin_changes_a_role_which_counts_at_once(desk: ConsoleDesk, operator: Browser) -> None:
    with signed_in(desk, Role.VIEWER) as other:
        assert other.get("/console/audit").status_code == 403
        operator.submit("/console/people/viewer", name="Vera", role="admin")
        assert other.get("/console/audit").status_code == 200


def test_who_is_locked_out_is_out_at_once(desk: ConsoleDesk, operator: Browser) -> None:
    with signed_in(desk, Role.VIEWER) as other:
        operator.submit("/console/people/viewer/disabled", disabled="true")
        assert other.get("/console").status_code == 303
    assert "locked out" in operator.get("/console/people").text
    operator.submit("/console/people/viewer/disabled", disabled="false")
    assert Browser(desk).tries("viewer", PASSWORD).status_code == 303


def test_the_only_admin_cannot_lock_themselves_out(operator: Browser) -> None:
    answer = operator.submit("/console/people/admin/disabled", disabled="true")
    assert answer.status_code == 422
    assert "This is the only admin" in answer.text
    assert operator.submit("/console/people/admin", name="Admin", role="viewer").status_code == 422


@pytest.mark.parametrize("address", ["/console/people/nobody", "/console/people/%00", "/console/people/" + "x" * 3_000])
def test_an_unknown_person_has_a_page_that_says_so(operator: Browser, address: str) -> None:
    assert operator.get(address).status_code == 404
    assert operator.submit(f"{address}/password").status_code == 404


def test_a_person_of_the_file_is_chosen_by_name_and_claims_by_key(desk: ConsoleDesk) -> None:
    criteria = Criteria.model_validate({"handoff": {"people": {"otto": {"name": "Otto Lang"}}}})
    other = desk_of(desk.database, criteria)
    with signed_in(other) as operator:
        assert '<option value="otto">Otto Lang</option>' in operator.get("/console/people").text
        operator.submit("/console/people", login="lang", name="O. Lang", role="sales", person="otto")
        answer = operator.submit("/console/people", login="ida", name="Ida", role="sales", person="ida")
        assert "no such person" in answer.text
    assert other.users.get("lang").handles_leads_as == "otto"


def test_one_chooses_the_language_of_the_console(desk: ConsoleDesk) -> None:
    with signed_in(desk, Role.SALES, language=None) as browser:
        assert '<html lang="en">' in browser.get("/console").text
        german = {"Accept-Language": "fr;q=0.9, de-CH, en;q=0.5"}
        assert '<html lang="de">' in browser.get("/console", headers=german).text
        browser.submit("/console/me/language", language="de")
        assert "Abmelden" in browser.get("/console", headers={"Accept-Language": "en"}).text
        missing = browser.get("/console/leads/nothing").text
        assert "Diesen Lead gibt es nicht" in missing
        browser.submit("/console/me/language", language="")
        assert "Sign out" in browser.get("/console").text


@pytest.mark.parametrize("header", ["", "de;q=0", "xx", ";;;,,,", "de;q=x", "*", "\u00e4", "de" * 5_000])
def test_a_strange_wish_for_a_language_gets_english(stranger: Browser, header: str) -> None:
    page = stranger.get("/console/sign-in", headers={"Accept-Language": header.encode()})
    assert '<html lang="en">' in page.text


def test_money_days_and_numbers_are_written_as_in_german(desk: ConsoleDesk, house: House) -> None:
    lead = house.hears(**BANT_FACTS)
    with signed_in(desk, Role.SALES, language="de") as browser:
        page = browser.get(f"/console/leads/{lead.id}").text.replace("\xa0", " ")
    for written in ("15.000 € – 20.000 €", "März 2027", "entscheidet", "BANT-Lead.", "gerade eben"):
        assert written in page


def test_an_own_password_is_changed_by_who_knows_the_old_one(desk: ConsoleDesk) -> None:
    with signed_in(desk, Role.SALES) as here, Browser(desk).sign_in("sales") as there:
        new = "eight blue herons"
        wrong = here.submit("/console/me/password", current="guess", password=new, again=new)
        assert (wrong.status_code, "not your current password" in wrong.text) == (422, True)
        assert here.submit("/console/me/password", current=PASSWORD, password=new, again="x").status_code == 422
        assert here.submit("/console/me/password", current=PASSWORD, password="short", again="short").status_code == 422
        assert here.submit("/console/me/password", current=PASSWORD, password=new, again=new).status_code == 303
        assert here.get("/console").status_code == 200
        assert there.get("/console").status_code == 303
    assert Browser(desk).tries("sales", PASSWORD).status_code == 401


def test_guessing_an_own_password_from_a_stolen_browser_ends_soon(desk: ConsoleDesk) -> None:
    with signed_in(desk, Role.SALES) as browser:
        for _ in range(10):
            browser.submit("/console/me/password", current="guess", password="x" * 12, again="x" * 12)
        assert browser.submit("/console/me/password", current=PASSWORD, password="y", again="y").status_code == 429


def test_one_signs_out_everywhere_else(desk: ConsoleDesk) -> None:
    with signed_in(desk, Role.SALES) as here, Browser(desk).sign_in("sales") as there:
        assert "this browser" in here.get("/console/me").text
        here.submit("/console/me/sign-out-elsewhere")
        assert there.get("/console").status_code == 303
        assert here.get("/console/me").status_code == 200
        assert here.cookies[COOKIE]


def test_the_audit_log_shows_who_did_what_and_opens_the_lead(
    desk: ConsoleDesk, house: House, operator: Browser
) -> None:
    lead = house.hears(**BANT_FACTS)
    with signed_in(desk, Role.SALES) as browser:
        browser.get(f"/console/leads/{lead.id}")
        browser.submit("/console/sign-out")
    Browser(desk).tries("sales", "guess")
    Browser(desk).tries("my password by mistake", "guess")
    page = operator.get("/console/audit").text
    for shown in (
        "opened a lead",
        "signed out",
        "tried to sign in",
        "unknown login",
        f'href="/console/leads/{lead.id}"',
    ):
        assert shown in page
    assert "by mistake" not in page
    assert "Jonas" not in page
    only = operator.get("/console/audit", params={"what": "lead.seen", "by": "sales", "lead": lead.id}).text
    assert only.count("<tr>") == 2
    assert "Nothing in the log" in operator.get("/console/audit?by=nobody").text


def test_the_audit_log_is_read_page_by_page(desk: ConsoleDesk, operator: Browser) -> None:
    for number in range(120):
        desk.audit.note(Deed.LEAD_SEEN, TESTS, lead=f"lead{number}")
    address, seen = "/console/audit?what=lead.seen", []
    while address:
        page = operator.get(address).text
        seen += re.findall(r"/console/leads/(lead\d+)", page)
        older = re.search(r'<a href="([^"]+)" rel="next">', page)
        address = older[1].replace("&amp;", "&") if older else ""
    assert seen == [f"lead{number}" for number in reversed(range(120))]


@pytest.mark.parametrize(
    "query",
    ["after=x", "after=-1", "after=99999999999999999999", "what=%00", "by=%00", f"lead={MARKUP}", "by=" + "x" * 999],
)
def test_a_strange_filter_of_the_log_finds_nothing_strange(operator: Browser, query: str) -> None:
    response = operator.get(f"/console/audit?{query}")
    assert response.status_code == 200
    assert MARKUP not in response.text


def test_every_form_that_changes_something_brings_the_token_along(desk: ConsoleDesk, operator: Browser) -> None:
    settled(desk, "sales", Role.SALES)
    for address in ("/console", "/console/people", "/console/people/sales", "/console/me", "/console/audit"):
        forms = operator.get(address).text.split('<form method="post"')[1:]
        assert forms
        assert all('name="form_token"' in form.split("</form>")[0] for form in forms), address
