"""The page of one lead: what each role sees and may do, what is refused, and what the audit log keeps of it."""

import re
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from typing import Any

import pytest

from console.desk import ConsoleDesk
from leads.audit import Deed
from leads.model import Lead, Stage
from leads.outbox import Recipient, happened
from leads.store import Said
from leads.user import Role
from tests.console.conftest import BANT_FACTS, CONTACTABLE, SENTENCE, House
from tests.console.desk import PASSWORD, Browser, Told, settled, signed_in

MARKUP = "<script>alert(1)</script>"
SignIn = Callable[..., Browser]


@pytest.fixture
def sign_in(desk: ConsoleDesk) -> Iterator[SignIn]:
    with ExitStack() as stack:

        def of_role(role: Role, login: str | None = None) -> Browser:
            settled(desk, login or role.value, role)
            return stack.enter_context(Browser(desk)).sign_in(login or role.value, PASSWORD)

        yield of_role


@pytest.fixture
def sales(desk: ConsoleDesk) -> Iterator[Browser]:
    with signed_in(desk, Role.SALES) as browser:
        yield browser


@pytest.fixture
def lead(house: House) -> Lead:
    return house.hears(**BANT_FACTS)


def at(lead: Lead, path: str = "") -> str:
    return f"/console/leads/{lead.id}{path}"


def deeds(desk: ConsoleDesk, lead: Lead) -> list[str]:
    """What the audit log has of a lead, oldest first."""
    return [entry.what for entry in reversed(desk.audit.find(lead=lead.id).entries)]


def budget(version: int, most: str, **more: str) -> dict[str, Any]:
    return {"slot": "budget", "version": version, "min": "", "max": most, "currency": "EUR", "period": "", **more}


def test_the_verdict_stands_first_in_plain_words_with_points_and_the_next_question(
    house: House, operator: Browser
) -> None:
    facts = {name: BANT_FACTS[name] for name in (*CONTACTABLE, "need", "budget")}
    lead = house.hears(**facts)
    page = operator.get(at(lead)).text
    verdict = page.split('id="verdict"')[1].split("</section>")[0]
    for text in (f"<strong>{lead.verdict.score}</strong> of 100", f"Fit {lead.verdict.fit}", "€15,000", "unknown"):
        assert text in verdict
    assert "Ask next:" in verdict
    points = sum(part.points for part in lead.verdict.parts)
    shown = [int(number) for number in re.findall(r'<td class="points">(\d+)', page)]
    assert sum(shown) == points == lead.verdict.score


def test_each_value_leads_to_the_message_that_says_it_and_names_who_said_it(house: House, operator: Browser) -> None:
    lead = house.hears(**CONTACTABLE)
    page = operator.get(at(lead)).text
    company = page.split('id="fact-company"')[1].split("</li>")[0]
    assert f'href="#m{lead.facts[0].message_id}"' in company
    assert f"<q>{SENTENCE}</q>" in company
    assert "visitor, " in company


@pytest.mark.parametrize("role", Role)
def test_a_role_is_offered_the_buttons_that_it_may_press(sign_in: SignIn, lead: Lead, role: Role) -> None:
    page = sign_in(role).get(at(lead)).text
    acts, moves_data = role in (Role.SALES, Role.ADMIN), role in (Role.MARKETING, Role.ADMIN)
    for path in ("claim", "close", "values", "notes", "takeover", "withdraw"):
        assert (f'action="{at(lead)}/{path}"' in page) is acts, path
    assert (f"{at(lead)}/export" in page) is moves_data
    assert (f"{at(lead)}/erase" in page) is (role is Role.ADMIN)
    assert SENTENCE in page


def test_only_steps_that_can_follow_are_offered(desk: ConsoleDesk, sales: Browser, lead: Lead) -> None:
    def offered() -> list[str]:
        page = sales.get(at(lead)).text.split('id="live-actions"')[1].split("</section>")[0]
        return re.findall(r"<button[^>]*>(.*?)</button>", page)

    assert offered() == ["Claim", "Opportunity", "Lost", "Not a fit"]
    sales.submit(at(lead, "/claim"))
    assert offered() == ["Opportunity", "Won", "Give back", "Lost", "Not a fit"]
    sales.submit(at(lead, "/close"), outcome="won")
    assert offered() == ["Reopen"]
    sales.submit(at(lead, "/reopen"))
    assert desk.store.get(lead.id).stage is Stage.OPPORTUNITY


def test_a_lead_is_claimed_given_back_and_lost_for_a_reason(
    desk: ConsoleDesk, sales: Browser, lead: Lead, told: Told
) -> None:
    answer = sales.submit(at(lead, "/claim"))
    assert answer.headers["location"] == at(lead, "?done=claim")
    page = sales.get(answer.headers["location"]).text
    assert "The lead is yours." in page
    assert "This lead is yours." in page
    sales.submit(at(lead, "/release"))
    assert "Nobody has this lead yet." in sales.get(at(lead)).text
    refused = sales.submit(at(lead, "/close"), outcome="lost", reason="  ")
    assert refused.status_code == 422
    assert "A lead is lost for a reason" in refused.text
    sales.submit(at(lead, "/close"), outcome="lost", reason="Chose a competitor")
    assert desk.store.get(lead.id).stage is Stage.LOST
    assert "Chose a competitor" in sales.get(at(lead)).text
    assert [each for each in deeds(desk, lead) if each != Deed.LEAD_SEEN] == [
        Deed.LEAD_CLAIMED,
        Deed.LEAD_RELEASED,
        Deed.LEAD_CLOSED,
    ]
    assert told.news == 3


@pytest.mark.parametrize(
    ("path", "form"),
    [("/claim", {}), ("/release", {}), ("/close", {"outcome": "won"}), ("/close", {"outcome": "opportunity"})],
)
def test_what_cannot_follow_is_refused_and_nothing_changes(
    desk: ConsoleDesk, sales: Browser, lead: Lead, path: str, form: dict[str, str]
) -> None:
    sales.submit(at(lead, "/close"), outcome="not_a_fit")
    before = desk.store.get(lead.id)
    answer = sales.submit(at(lead, path), **form)
    assert answer.status_code == 409
    assert "is not possible from where the lead stands now" in answer.text
    assert desk.store.get(lead.id) == before
    assert sales.submit(at(lead, "/close"), outcome="nonsense").status_code == 422


def test_of_two_who_claim_at_once_the_second_is_told_who_was_faster(
    desk: ConsoleDesk, sign_in: SignIn, lead: Lead
) -> None:
    people = [sign_in(Role.SALES, login) for login in ("ida", "ben")]
    with ThreadPoolExecutor(2) as pool:
        answers = list(pool.map(lambda each: each.submit(at(lead, "/claim")), people))
    assert sorted(answer.status_code for answer in answers) == [303, 409]
    handoff = desk.handoffs.of(lead.id)
    assert handoff is not None
    assert handoff.claimed_by is not None
    (second,) = [answer for answer in answers if answer.status_code == 409]
    assert f"{handoff.claimed_by} was faster and has this lead." in second.text
    assert deeds(desk, lead) == [Deed.LEAD_CLAIMED]


def test_a_value_is_corrected_and_the_correction_taken_back(desk: ConsoleDesk, sales: Browser, lead: Lead) -> None:
    answer = sales.submit(at(lead, "/values"), **budget(lead.version, "40,000", reason="call on Monday"))
    assert answer.headers["location"] == at(lead, "?done=saved#fact-budget")
    page = sales.get(at(lead)).text
    fact = page.split('id="fact-budget"')[1].split("<form")[0]
    for text in (
        "up to €40,000",
        "sales: Sales",
        "call on Monday",
        "Earlier and other statements",
        "€15,000 – €20,000",
    ):
        assert text in fact
    version = desk.store.get(lead.id).version
    sales.submit(at(lead, "/values"), slot="budget", version=version, take_back="true")
    now = desk.store.get(lead.id)
    assert now.values["budget"] == lead.values["budget"]
    assert "taken back by Sales" in sales.get(at(lead)).text
    (entry, *_) = desk.audit.find(what=Deed.LEAD_CHANGED, lead=lead.id).entries
    assert entry.details == {"slots": ["budget"]}


def test_amounts_are_read_as_they_are_written_in_the_language_of_the_reader(desk: ConsoleDesk, lead: Lead) -> None:
    with signed_in(desk, Role.SALES, language="de") as browser:
        browser.submit(at(lead, "/values"), **budget(lead.version, "25.000"))
        assert "bis 25.000" in browser.get(at(lead)).text
    stands = desk.store.get(lead.id).budget
    assert stands is not None
    assert stands.maximum == 25_000


def test_who_edits_an_older_state_sees_both_values_and_who_changed_what(
    desk: ConsoleDesk, sign_in: SignIn, lead: Lead
) -> None:
    ida, ben = sign_in(Role.SALES, "ida"), sign_in(Role.SALES, "ben")
    opened = re.search(r'name="opened" value="([^"]+)"', ben.get(at(lead)).text)
    assert opened is not None
    ida.submit(at(lead, "/values"), **budget(lead.version, "60,000"))
    before = desk.store.get(lead.id)
    answer = ben.submit(at(lead, "/values"), **budget(lead.version, "1,000", opened=opened[1]))
    assert answer.status_code == 409
    assert desk.store.get(lead.id) == before
    stale = answer.text.split('id="stale"')[1].split("</section>")[0]
    assert "corrected by Ida" in stale
    assert "up to €60,000" in stale
    assert 'value="1,000"' in stale
    assert f'name="version" value="{before.version}"' in stale
    ben.submit(at(lead, "/values"), **budget(before.version, "1,000"))
    assert "up to €1,000" in ben.get(at(lead)).text


@pytest.mark.parametrize(
    "typed",
    [
        budget(0, "a lot"),
        budget(0, ""),
        budget(0, "NaN"),
        budget(0, "9" * 400),
        budget(0, "-5"),
        budget(0, "5", min="9"),
        budget(0, "5", currency=MARKUP),
        {"slot": "email", "text": f"{MARKUP}@example"},
        {"slot": "timeline", "start": "soon"},
        {"slot": "authority", "text": "the boss"},
        {"slot": "requested_contact", "text": "perhaps"},
        {"slot": "company", "text": " \0 "},
        {"slot": "company_size", "min": "1e999"},
        {"slot": MARKUP, "text": "x"},
        {"slot": "industry", "take_back": "true"},
        {"slot": "contact_opt_in", "text": "yes"},
        {},
    ],
)
def test_what_cannot_be_a_value_is_refused_with_what_to_write(
    desk: ConsoleDesk, sales: Browser, lead: Lead, typed: dict[str, Any]
) -> None:
    answer = sales.submit(at(lead, "/values"), **{**typed, "version": lead.version})
    assert answer.status_code == 422
    assert "not saved" in answer.text
    assert MARKUP not in answer.text
    assert desk.store.get(lead.id) == lead


def test_a_permission_is_entered_with_its_proof_and_withdrawn_with_the_words(
    desk: ConsoleDesk, sales: Browser, lead: Lead
) -> None:
    proof = "signed form of 3 March, file 17"
    said = {"slot": "marketing_opt_in", "version": lead.version, "text": "yes", "reason": proof}
    assert sales.submit(at(lead, "/values"), **said).status_code == 303
    permissions = sales.get(at(lead)).text.split('id="permissions"')[1].split("</section>")[0]
    assert proof in permissions
    assert "sales: Sales" in permissions
    assert sales.submit(at(lead, "/withdraw"), purpose="marketing_opt_in").status_code == 422
    sales.submit(at(lead, "/withdraw"), purpose="marketing_opt_in", words="told me on the phone")
    assert desk.store.get(lead.id).yes("marketing_opt_in") is False
    sales.submit(at(lead, "/withdraw"), purpose="never_again", words="wrote an angry letter")
    assert desk.store.get(lead.id).yes("contact_opt_in") is False


def test_a_note_is_kept_and_an_empty_one_is_not(desk: ConsoleDesk, sales: Browser, lead: Lead) -> None:
    sales.submit(at(lead, "/notes"), text=f"Calls back on Friday {MARKUP}")
    assert sales.submit(at(lead, "/notes"), text=" ").status_code == 422
    page = sales.get(at(lead)).text
    assert "Calls back on Friday &lt;script&gt;" in page
    assert Deed.LEAD_NOTED in deeds(desk, lead)


def test_a_colleague_takes_the_chat_over_writes_and_hands_it_back(
    desk: ConsoleDesk, sales: Browser, lead: Lead
) -> None:
    sales.submit(at(lead, "/takeover"))
    assert "You are talking with the visitor" in sales.get(at(lead)).text
    for _ in range(2):
        sales.submit(at(lead, "/messages"), text="Hello, Sales here", number="one")
    assert sales.submit(at(lead, "/messages"), text="", number="two").status_code == 422
    desk.inbox.receive(lead.conversation, "late", "Good to see a person")
    page = sales.get(at(lead)).text
    assert "The visitor waits for an answer since" in page
    lines = [line.text for line in desk.inbox.transcript(lead.conversation)]
    assert lines.count("Hello, Sales here") == 1
    sales.submit(at(lead, "/handback"))
    assert desk.takeovers.of(lead.conversation) is None
    assert [each for each in deeds(desk, lead) if each != Deed.LEAD_SEEN] == [
        Deed.LEAD_TAKEN_OVER,
        Deed.LEAD_HANDED_BACK,
    ]
    assert desk.store.get(lead.id).stage is Stage.CLAIMED


def test_possible_duplicates_are_compared_joined_and_taken_apart(
    desk: ConsoleDesk, house: House, sales: Browser, lead: Lead
) -> None:
    other = house.hears("I am Jonas again", channel="telegram", **{**CONTACTABLE, "email": "lindqvist@home.example"})
    page = sales.get(at(lead)).text
    assert "Same name at the same company" in page
    assert "lindqvist@home.example" in page.split('class="compare"')[1].split("</table>")[0]
    assert sales.submit(at(lead, "/merge"), other=other.id).headers["location"] == at(lead, "?done=merged#records")
    page = sales.get(at(lead)).text
    assert "I am Jonas again" in page
    assert page.count('class="talk-head"') == 2
    assert sales.submit(at(lead, "/merge"), other=other.id).status_code == 409
    sales.submit(at(lead, "/separate"), record=other.id)
    assert "I am Jonas again" not in sales.get(at(lead)).text
    assert sales.submit(at(lead, "/separate"), record=other.id).status_code == 409
    assert {Deed.LEAD_MERGED, Deed.LEAD_SEPARATED} <= set(deeds(desk, lead))


def test_a_possible_duplicate_that_is_somebody_else_is_shown_no_more(house: House, sales: Browser, lead: Lead) -> None:
    other = house.hears("I am another Jonas", **{**CONTACTABLE, "email": "other@falkenried.example"})
    sales.submit(at(lead, "/dismiss"), other=other.id)
    assert "Perhaps the same person" not in sales.get(at(lead)).text
    assert sales.submit(at(lead, "/dismiss"), other=other.id).status_code == 409


def test_what_did_not_arrive_is_shown_with_its_cause_and_sent_again(
    desk: ConsoleDesk, sales: Browser, lead: Lead
) -> None:
    now = desk.clock.now()
    with desk.database.write() as session:
        happened(session, lead.id, "lead.handed_off", {}, [Recipient("webhook:crm", now)], now)
    (parcel,) = desk.outbox.claim("webhook")
    desk.outbox.give_up(parcel, f"410 Gone {MARKUP}")
    page = sales.get(at(lead)).text
    assert "given up" in page
    assert "410 Gone &lt;script&gt;" in page
    assert "webhook:crm" in page
    sales.submit(at(lead, f"/parcels/{parcel.number}"))
    assert desk.outbox.troubles(lead.id) == ()
    assert sales.submit(at(lead, f"/parcels/{parcel.number}")).status_code == 409
    assert sales.submit(at(lead, "/parcels/x")).status_code == 404
    assert Deed.PARCEL_REPLAYED in deeds(desk, lead)


@pytest.mark.parametrize("form", ["json", "html"])
def test_everything_about_a_person_is_exported_and_that_is_noted(
    desk: ConsoleDesk, sign_in: SignIn, lead: Lead, form: str
) -> None:
    answer = sign_in(Role.MARKETING).get(at(lead, f"/export?format={form}"))
    assert answer.headers["content-disposition"] == f'attachment; filename="lead-{lead.id}.{form}"'
    assert answer.headers["cache-control"] == "no-store"
    assert "consents" in answer.text
    (entry,) = desk.audit.find(what=Deed.LEAD_EXPORTED).entries
    assert (entry.by, entry.lead_id, entry.details) == ("marketing", lead.id, {"format": form})


def test_erasing_asks_once_and_only_the_audit_log_remembers(
    desk: ConsoleDesk, operator: Browser, lead: Lead, told: Told
) -> None:
    asked = operator.get(at(lead, "/erase")).text
    assert "This cannot be undone" in asked
    assert desk.store.get(lead.id) == lead
    assert operator.submit(at(lead, "/erase"), suppress="yes").headers["location"] == "/console"
    assert operator.get(at(lead)).status_code == 404
    assert told.forgotten == [lead.conversation]
    assert deeds(desk, lead) == [Deed.LEAD_SEEN, Deed.LEAD_ERASED]


def test_opening_is_noted_each_time_and_bringing_up_to_date_is_not(
    desk: ConsoleDesk, sales: Browser, lead: Lead
) -> None:
    sales.get(at(lead, "/now"))
    sales.get(at(lead, "/now"))
    sales.get(at(lead))
    assert deeds(desk, lead) == [Deed.LEAD_SEEN] * 2


def test_a_watcher_is_told_a_state_that_is_not_the_one_they_see(desk: ConsoleDesk, sales: Browser, lead: Lead) -> None:
    def state() -> str:
        told = re.search(r"^data: (\w+)$", sales.get(at(lead, "/events")).text, re.MULTILINE)
        assert told is not None
        return told[1]

    before = state()
    assert state() == before
    assert f"since={before}" in sales.get(at(lead)).text
    seen = {before}
    desk.handoffs.claim(lead.id, "Ida")
    seen.add(state())
    desk.handoffs.note(lead.id, "a note", "Ida")
    seen.add(state())
    desk.takeovers.begin(lead.id, "Ida")
    seen.add(state())
    assert len(seen) == 4


def test_hostile_words_are_shown_and_never_run_wherever_they_come_from(
    desk: ConsoleDesk, house: House, operator: Browser
) -> None:
    long = f"{MARKUP}\u202e{{0}}%s" + "W" * 10_000
    lead = house.hears(long, person_name=long, company=long, need=long, email=long)
    desk.care.editing.edit(lead.id, lead.version, long, {"industry": long}, long)
    desk.handoffs.claim(lead.id, long)
    desk.handoffs.close(lead.id, "lost", long, long)
    page = operator.get(at(lead)).text
    assert MARKUP not in page
    assert page.count("<script") == 1


def test_a_correction_by_the_visitor_stands_and_what_was_said_before_is_folded_away(
    house: House, operator: Browser
) -> None:
    lead = house.hears(company="Tannhof KG")
    message = house.inbox.receive(lead.conversation, "2", "No, Falkenried AG")
    house.store.record(
        lead.conversation, str(message), [Said("company", "Falkenried AG", "No, Falkenried AG")], language="en"
    )
    fact = operator.get(at(lead)).text.split('id="fact-company"')[1].split("</ul>")[0]
    assert fact.index("Falkenried AG") < fact.index("<details>") < fact.index("Tannhof KG")
