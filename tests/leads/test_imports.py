"""Imported leads in the database, on SQLite and PostgreSQL."""

import csv
import io

from leads.clock import Clock
from leads.criteria import Criteria
from leads.database import Database
from leads.exporting import COLUMNS, all_leads, row_of
from leads.import_survey import Survey, batches, survey, welcome
from leads.imports import Imports, nobody_is_refused
from leads.inbox import Inbox
from leads.model import Source
from leads.privacy import Privacy
from leads.store import LeadStore
from tests.leads.import_files import leads, rows
from tests.leads.made_up import TODAY, budget, said

FAIR = """\
Name,Firma,E-Mail,Budget
Ruth Albers,Seegras,ruth@seegras.example,40.000 EUR
Nina Okafor,Brightwell,nina@brightwell.example,
"""


def imports(database: Database, store: LeadStore) -> Imports:
    return Imports(database, store, Clock(TODAY))


def test_each_row_becomes_a_lead_in_a_conversation_of_its_own(database: Database, store: LeadStore) -> None:
    assert imports(database, store).bring_in(leads(FAIR), "de") == 2
    ruth = next(lead for lead in store.find().leads if lead.text("person_name") == "Ruth Albers")
    assert (ruth.channel, ruth.language, ruth.verdict.lead_class) == ("import", "de", "lead")
    assert {(fact.source, fact.by, fact.confidence) for fact in ruth.facts} == {(Source.IMPORT, "fair.csv", 0.8)}
    assert ruth.evidence("budget") == "40.000 EUR"


def test_the_same_row_again_makes_no_second_lead(database: Database, store: LeadStore) -> None:
    doubled = FAIR + FAIR.splitlines()[1] + "\n"
    assert imports(database, store).bring_in(leads(doubled), "de") == 2
    assert imports(database, store).bring_in(leads(FAIR), "en") == 0
    assert store.count() == 2


def test_what_is_written_in_one_batch_is_written_whole_or_not_at_all(database: Database) -> None:
    told: list[str] = []

    def listener(session: object, row: object, before: object) -> None:
        told.append("lead")
        if len(told) == 2:
            raise RuntimeError("the machine stops here")

    store = LeadStore(database, Criteria(), Clock(TODAY), listener)
    try:
        imports(database, store).bring_in(leads(FAIR), "de")
    except RuntimeError:
        assert store.count() == 0
    assert imports(database, store).bring_in(leads(FAIR), "de") == 2


def test_a_survey_counts_what_is_new_known_wrong_and_not_to_be_contacted(database: Database, store: LeadStore) -> None:
    importing = imports(database, store)
    importing.bring_in(leads(FAIR)[:1], "de")
    file = FAIR + FAIR.splitlines()[2] + "\nMaya,Tang,maya,\nLina,Tang,lina@tang.example,\n"
    counted = survey(rows(file), importing.known, lambda email, _: email == "lina@tang.example")
    assert (counted.rows, counted.new, counted.known, counted.suppressed, counted.bad) == (5, 1, 2, 1, 1)
    assert [problem.line for problem in counted.problems] == [5]
    assert store.count() == 1


def test_who_must_not_be_contacted_is_asked_by_address_and_number() -> None:
    asked: list[tuple[str | None, str | None]] = []

    def refused(email: str | None, phone: str | None) -> bool:
        asked.append((email, phone))
        return phone == "+4930901820"

    file = rows("Name,Mail,Tel\nRuth,r@seegras.example,030 901820\nNina,,030 901821\nMaya,,\n")
    assert [each.line for each in welcome(file, refused)] == [3, 4]
    assert asked == [("r@seegras.example", "+4930901820"), (None, "+4930901821"), (None, None)]


def test_of_very_many_problems_only_the_first_are_kept() -> None:
    counted = Survey()
    assert list(welcome(rows("Name,Mail\n" + "x,y\n" * 300), nobody_is_refused, counted)) == []
    assert (counted.bad, len(counted.problems)) == (300, 100)


def test_batches_hold_everything_once() -> None:
    assert list(batches(range(5), 2)) == [[0, 1], [2, 3], [4]]


def test_the_proof_of_an_imported_consent_is_kept_as_its_wording(
    database: Database, store: LeadStore, privacy: Privacy
) -> None:
    imports(database, store).bring_in(leads("Name,Einwilligung\nRuth,ja\n", proof="cards, folder 7"), "de")
    (lead,) = store.find().leads
    (consent,) = privacy.consents(lead.conversation)
    assert (consent.purpose, consent.given, consent.wording, consent.said) == (
        "contact_opt_in",
        True,
        "cards, folder 7",
        "ja",
    )


def test_what_was_exported_is_known_when_it_is_imported_again(database: Database, store: LeadStore) -> None:
    inbox = Inbox(database, Clock(TODAY))
    talk = inbox.open("website", "en", {"utm_campaign": "spring"})
    facts = said(
        person_name="=Ruth",
        company="'Seegras'",
        company_size={"min": None, "max": 100},
        email="ruth@seegras.example",
        phone="+4930901820",
        need="@once, “tours”\n;",
        budget=budget(1000.5, 2000, "EUR", "month"),
        authority="decision_maker",
        timeline={"start": "2027-04-01", "end": None},
        location="Köln",
    )
    store.record(talk, "1", facts, language="en")
    [original] = store.find().leads
    importing = imports(database, store)
    without = {"contact_opt_in": "", "marketing_opt_in": ""}
    assert importing.bring_in(leads(exported(store), without), "en") == 1
    [lead] = store.find().leads  # the same person
    assert (dict(lead.values), len(lead.conversations)) == (dict(original.values), 2)
    assert lead.source == {"utm_campaign": "spring"}
    assert len(importing.known(leads(exported(store), without))) == 1


def test_all_leads_are_given_page_by_page_each_once(database: Database, store: LeadStore) -> None:
    many = "Name\n" + "".join(f"Person {number}\n" for number in range(1001))
    for batch in batches(leads(many)):
        imports(database, store).bring_in(batch, "de")
    names = [lead.text("person_name") for lead in all_leads(store)]
    assert sorted(map(str, names)) == sorted(f"Person {number}" for number in range(1001))
    assert store.count(words="Person 100") == len(list(all_leads(store, words="Person 100"))) == 2


def exported(store: LeadStore) -> str:

    file = io.StringIO(newline="")
    writer = csv.writer(file)
    writer.writerow(COLUMNS)
    writer.writerows(row_of(lead) for lead in all_leads(store))
    return file.getvalue()
