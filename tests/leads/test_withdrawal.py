"""A permission that was given can be taken back by whom it is about, whoever hears of it."""

import pytest

from leads.clock import Clock
from leads.database import Database
from leads.errors import InvalidFact, UnknownLead
from leads.inbox import Inbox
from leads.model import Lead, Source
from leads.privacy import Privacy
from leads.store import LeadStore, Said
from leads.suppression import Suppression
from leads.withdrawal import Withdrawals
from tests.leads.made_up import TODAY, said


@pytest.fixture
def withdrawals(database: Database, store: LeadStore) -> Withdrawals:
    return Withdrawals(database, store, Suppression("secret"), Clock(TODAY))


@pytest.fixture
def lead(store: LeadStore, inbox: Inbox) -> Lead:
    talk = inbox.open("website", "en", {})
    facts = said(
        person_name="Ruth", company="Seegras", email="ruth@seegras.example", contact_opt_in=True, marketing_opt_in=True
    )
    store.record(talk, "1", facts, language="en")
    lead = store.of_conversation(talk)
    assert lead is not None
    return lead


def test_a_withdrawal_is_a_new_proof_beside_the_old_one_and_judges_anew(
    withdrawals: Withdrawals, privacy: Privacy, lead: Lead
) -> None:
    after = withdrawals.withdraw(lead.id, "contact_opt_in", "Yes, withdraw")
    assert (lead.verdict.lead_class, after.verdict.lead_class) == ("mql", "lead")
    proofs = [each for each in privacy.consents(lead.conversation) if each.purpose == "contact_opt_in"]
    assert [(each.given, each.said) for each in proofs] == [(True, "contact_opt_in: True"), (False, "Yes, withdraw")]
    assert after.yes("marketing_opt_in") is True


def test_withdrawing_twice_is_withdrawing_once(withdrawals: Withdrawals, privacy: Privacy, lead: Lead) -> None:
    for _ in range(2):
        withdrawals.withdraw(lead.id, "marketing_opt_in", "Yes, withdraw")
    assert len(privacy.consents(lead.conversation)) == 3


def test_the_last_word_counts_whoever_noted_it(withdrawals: Withdrawals, store: LeadStore, lead: Lead) -> None:
    by_sales = Said("contact_opt_in", True, "on the phone", Source.SALES, by="Ana")
    store.record(lead.conversation, "2", [by_sales], language="en")
    assert withdrawals.withdraw(lead.id, "contact_opt_in", "Yes, withdraw").yes("contact_opt_in") is False
    store.record(lead.conversation, "3", [by_sales], language="en")
    assert store.get(lead.id).yes("contact_opt_in") is True
    assert withdrawals.withdraw(lead.id, "contact_opt_in", "told Ben", by="Ben").facts[-1].by == "Ben"
    store.record(lead.conversation, "4", said(contact_opt_in=True), language="en")
    assert store.get(lead.id).yes("contact_opt_in") is True


def test_only_permissions_can_be_withdrawn_and_only_where_there_is_a_lead(withdrawals: Withdrawals, lead: Lead) -> None:
    with pytest.raises(InvalidFact, match="contact_opt_in or marketing_opt_in"):
        withdrawals.withdraw(lead.id, "email", "no")
    with pytest.raises(UnknownLead):
        withdrawals.withdraw("nobody", "contact_opt_in", "no")
