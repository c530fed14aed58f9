"""A mail server, and a place where leads are handed off in letters."""

import asyncio
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from email.message import EmailMessage
from pathlib import Path

import pytest

from handoff.email.access import read_mail_access
from handoff.email.destination import EmailDestination
from handoff.email.letter import Letters
from handoff.email.mailer import Mailer
from leads.outbox import Parcel, Posted
from tests.handoff.email.mail_server import MailServer, running_mail_server
from tests.handoff.event_source import EventSource

FROM = "Banter <leads@example.com>"


@dataclass
class Post:
    """Everything between a lead and a mailbox."""

    server: MailServer
    source: EventSource
    destination: EmailDestination

    def send(self, parcel: Parcel) -> Posted | None:
        """As the dispatcher does, without settling."""
        return asyncio.run(self.destination.send(parcel))

    def deliver(self) -> list[EmailMessage]:
        """Sends all that waits; returns what has arrived since."""
        before = len(self.server.letters)
        outbox = self.source.outbox
        while claimed := outbox.claim("email"):
            for parcel in claimed:
                outbox.delivered(parcel, self.send(parcel))
        return self.server.letters[before:]


def destination_for(source: EventSource, url: str) -> EmailDestination:
    mailer = Mailer(read_mail_access(url, FROM))
    return EmailDestination(mailer, Letters(source.cards, mailer.sender), source.briefings)


@pytest.fixture
def mail_server() -> Iterator[MailServer]:
    with running_mail_server() as server:
        yield server


@pytest.fixture
def post_in(tmp_path: Path, mail_server: MailServer) -> Iterator[Callable[[str], Post]]:
    """A post office in a language."""
    sources: list[EventSource] = []

    def open_in(language: str) -> Post:
        sources.append(EventSource(tmp_path, language))
        return Post(mail_server, sources[-1], destination_for(sources[-1], mail_server.url))

    yield open_in
    for source in sources:
        source.close()


@pytest.fixture
def post(post_in: Callable[[str], Post]) -> Post:
    return post_in("en")
