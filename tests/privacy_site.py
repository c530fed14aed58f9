"""A running website that has every yes to news confirmed by mail, and a mailbox for the letters."""

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from email.message import EmailMessage
from pathlib import Path
from typing import TypeVar

from banter.assembly import Core, assemble
from banter.operator_files import read_brand
from banter.settings import ROOT, Settings
from leads.model import Lead
from leads.store import Said
from tests.gateway.conftest import Site, running_site
from tests.gateway.fake_bot import FakeBot
from tests.handoff.email.mail_server import MailServer, running_mail_server
from tests.leads.made_up import said

ASKED = {
    "en": "May Nordlicht Software send you news by e-mail?",
    "de": "Dürfen wir Ihnen Neuigkeiten per E-Mail schicken?",
}
PATIENCE_S = 30.0
Found = TypeVar("Found")


@dataclass
class PrivacySite:
    """The site, what is behind it, and the letters that visitors got."""

    site: Site
    core: Core
    mail: MailServer

    def visitor(self, language: str = "en", address: str = "ruth.albers@seegras.example") -> Lead:
        """Somebody who has just said yes to everything."""
        talk = self.core.inbox.open("website", language, {"page": "/prices"})
        yes = Said(
            "marketing_opt_in", True, "ja, gerne" if language == "de" else "yes, gladly", wording=ASKED[language]
        )
        facts = said(person_name="Ruth Albers", company="Seegras Logistik", email=address, contact_opt_in=True)
        self.core.store.record(talk, "1", [*facts, yes], language=language)
        lead = self.core.store.of_conversation(talk)
        assert lead is not None
        return lead

    def letter_to(self, address: str = "ruth.albers@seegras.example") -> EmailMessage:
        """The letter that comes to an address; waits for it."""
        return self.until(lambda: [letter for letter in self.mail.letters if letter["To"] == address])[-1]

    def until(self, found: Callable[[], Sequence[Found]]) -> Sequence[Found]:
        """What is found, as soon as there is something."""
        deadline = time.monotonic() + PATIENCE_S
        while time.monotonic() < deadline:
            if some := found():
                return some
            time.sleep(0.05)
        raise AssertionError(f"nothing was found; letters came to {[letter['To'] for letter in self.mail.letters]}")

    def lead(self, lead: Lead) -> Lead:
        """The same lead as it is now."""
        return self.core.store.get(lead.id)


@contextmanager
def running_privacy_site(home: Path, address: str = "sie") -> Iterator[PrivacySite]:
    """``address`` is how German visitors are addressed."""
    brand = read_brand(ROOT / "banter.yml").model_copy(update={"double_opt_in": True, "address": address})
    made: list[Core] = []

    def assembled(settings: Settings) -> Core:
        made.append(assemble(settings, brand))
        return made[0]

    with FakeBot() as bot, FakeBot() as actions, running_mail_server() as mail:
        reached = {"BANTER_SMTP_URL": mail.url, "BANTER_MAIL_FROM": "Banter <news@nordlicht.example>"}
        with running_site(home, bot, actions, assembled=assembled, **reached) as site:
            yield PrivacySite(site, made[0], mail)


def link(letter: EmailMessage, name: str) -> str:
    """The address of a link in the text of a letter, by the words before it."""
    part = letter.get_body(("plain",))
    assert part is not None
    lines = str(part.get_content()).splitlines()
    return next(line.partition(f"{name}: ")[2] for line in lines if line.startswith(f"{name}: "))
