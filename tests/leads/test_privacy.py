"""Consents are kept with their proof; what a visitor wants erased is gone."""

from pathlib import Path

import pytest
from sqlalchemy import String, cast, select

from leads.accounts import Account
from leads.arrivals import Arrivals
from leads.clock import Clock
from leads.consent import version_of
from leads.criteria import Criteria
from leads.database import Database
from leads.deliveries import Deliveries
from leads.errors import UnknownConversation, UnknownLead
from leads.handoff_tables import NoteRow
from leads.inbox import Inbox, Reply
from leads.privacy import Privacy
from leads.store import LeadStore, Said
from leads.tables import Base
from tests.leads.made_up import NOON, TODAY, arrival

ASKED = "May Nordlicht contact you about this?"


@pytest.fixture
def talk(inbox: Inbox) -> str:
    return inbox.open("website", "en", {"page": "/prices?name=Ruth"})


def write(inbox: Inbox, talk: str, text: str, reply: str) -> str:
    message = inbox.receive(talk, f"c-{text}", text)
    inbox.answer(message, [Reply(reply)], "en")
    return str(message)


def everything(database: Database) -> str:
    """Every value of every table, as one text."""
    with database.read() as session:
        cells = [cast(column, String) for table in Base.metadata.tables.values() for column in table.columns]
        rows = [session.scalars(select(cell)).all() for cell in cells]
    return " ".join(str(value) for row in rows for value in row)


def test_a_consent_is_kept_with_the_words_that_asked_for_it_and_those_that_gave_it(
    store: LeadStore, privacy: Privacy, talk: str
) -> None:
    store.record(talk, "7", [Said("contact_opt_in", True, "yes, please", wording=ASKED)], language="en")
    [proof] = privacy.consents(talk)
    assert (proof.purpose, proof.given, proof.wording, proof.said) == ("contact_opt_in", True, ASKED, "yes, please")
    assert (proof.message_id, proof.language, proof.version) == ("7", "en", version_of(ASKED))
    assert proof.at.utcoffset() is not None


def test_another_wording_is_another_version() -> None:
    assert version_of(ASKED) == version_of(str(ASKED))
    assert version_of(ASKED) != version_of(ASKED + " ")
    assert version_of(None) is None


def test_a_consent_withdrawn_is_kept_beside_the_one_given(store: LeadStore, privacy: Privacy, talk: str) -> None:
    store.record(talk, "7", [Said("contact_opt_in", True, "yes", wording=ASKED)], language="en")
    for _ in range(2):
        store.record(talk, "9", [Said("contact_opt_in", False, "do not contact me")], language="en")
    assert [(proof.given, proof.wording) for proof in privacy.consents(talk)] == [(True, ASKED), (False, None)]


def test_what_is_erased_is_in_no_table_any_more(
    store: LeadStore, privacy: Privacy, inbox: Inbox, database: Database, talk: str
) -> None:
    other = inbox.open("website", "en", {"page": "/other"})
    write(inbox, other, "we are Seetang", "Noted: Seetang")
    message = write(inbox, talk, "I am Ruth of Seegras", "Hello Ruth")
    store.record(
        talk, message, [Said("person_name", "Ruth", "I am Ruth"), Said("contact_opt_in", True, "yes")], language="en"
    )
    privacy.request_erasure(talk)
    write(inbox, talk, "yes, delete it", "All of it is deleted.")
    assert privacy.erasures_requested() == (talk,)
    privacy.erase(talk)
    left = everything(database)
    assert not [said for said in ("Ruth", "Seegras", "delete it") if said in left]
    assert [said for said in ("Seetang", "All of it is deleted.") if said in left]
    assert store.of_conversation(talk) is None
    assert privacy.erasures_requested() == ()
    assert not privacy.is_erasure_requested(talk)


def test_on_sqlite_no_byte_of_what_is_erased_is_left_in_the_files(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path / 'leads.db'}")
    database.migrate()
    clock = Clock(TODAY)
    inbox, store = Inbox(database, clock), LeadStore(database, Criteria(), clock)
    privacy = Privacy(database, clock, store)
    talks = [inbox.open("website", "en", {"page": f"/?ref=Ruth{number:03}x"}) for number in range(40)]
    for part in range(3):  # in turns, so that rows are moved between pages
        for number, talk in enumerate(talks):
            text = f"I am Ruth{number:03}x of Seegras{number:03}x " + "x" * (number * 37 % 900)
            message = write(inbox, talk, f"{part} {text}", f"Hello Ruth{number:03}x")
            store.record(talk, message, [Said("need", text, text)], language="en")
    erased = [number for number in range(40) if number % 3]
    for number in erased:
        if number % 2:
            privacy.erase(talks[number])
        else:
            lead = store.of_conversation(talks[number])
            assert lead is not None
            privacy.erase_lead(lead.id)
    everything = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    named = [number for number in range(40) if f"Seegras{number:03}x".encode() in everything]
    assert named == [number for number in range(40) if number not in erased]
    database.close()


def test_the_export_has_the_history_and_what_others_noted(
    store: LeadStore, privacy: Privacy, inbox: Inbox, database: Database, talk: str
) -> None:
    store.record(talk, "1", [Said("company", "Seegras", "we are Seegras")], language="en")
    store.record(
        talk, "2", [Said("company", "Seetang", "no, Seetang"), Said("contact_opt_in", True, "yes")], language="en"
    )
    lead = store.of_conversation(talk)
    assert lead is not None
    with database.write() as session:
        session.add(NoteRow(lead_id=lead.id, text="Call after lunch", by="Ana", at=NOON))
    everything = privacy.export_lead(lead.id)
    assert everything == privacy.export(talk)
    assert [fact["value"] for fact in everything["lead"]["facts"]] == ["Seegras", "Seetang", True]
    assert everything["notes"] == [{"text": "Call after lunch", "by": "Ana", "at": NOON.isoformat()}]
    assert everything["source"] == {"page": "/prices?name=Ruth"}
    with pytest.raises(UnknownLead):
        privacy.export_lead("nobody")


def test_after_an_erasure_the_conversation_goes_on(privacy: Privacy, inbox: Inbox, talk: str) -> None:
    privacy.request_erasure(talk)
    write(inbox, talk, "yes", "All of it is deleted.")
    waiting = inbox.receive(talk, "late", "one more question")
    privacy.erase(talk)
    privacy.erase(talk)
    assert [line.text for line in inbox.transcript(talk)] == ["All of it is deleted.", "one more question"]
    following = inbox.next_waiting(talk)
    assert following is not None
    assert following.message_id == waiting


def test_nobody_elses_conversation_can_be_erased_by_mistake(privacy: Privacy) -> None:
    with pytest.raises(UnknownConversation):
        privacy.request_erasure("nobody")
    privacy.erase("nobody")


def test_an_erased_account_still_hears_that_it_is_erased(
    privacy: Privacy, inbox: Inbox, arrivals: Arrivals, deliveries: Deliveries, database: Database
) -> None:
    account = Account("telegram", "471100")
    talk = arrivals.receive(arrival("I am Ruth", 1, account)) or ""
    for said in ("Hello Ruth", "All of it is deleted."):
        waiting = inbox.next_waiting(talk) or inbox.receive(talk, "m2", "yes, delete")
        inbox.answer(getattr(waiting, "message_id", waiting), [Reply(said)], "en")
    privacy.request_erasure(talk)
    privacy.erase(talk)
    [last] = deliveries.claim("telegram")
    assert (last.account, last.text) == (account, "All of it is deleted.")
    deliveries.delivered(last.id)
    left = everything(database)
    assert not [said for said in ("Ruth", "471100") if said in left]
