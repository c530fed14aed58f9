"""A lead as a letter: text and HTML, in one thread for each lead, with a business card."""

import re
from collections.abc import Mapping
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import localtime
from pathlib import Path
from urllib.parse import quote

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

from handoff.card import Card, Cards
from handoff.email.access import deliverable
from handoff.email.clean import clean, one_line
from handoff.email.vcard import vcard
from leads.briefing import Briefing
from leads.model import LeadClass
from leads.outbox import Parcel

TEMPLATES = Path(__file__).parent / "templates"
WITH_CARD = frozenset({"lead.handed_off", "lead.qualified"})
LONGEST_SUBJECT = 150
LONGEST_FILE_NAME = 60
LONGEST_VALUE = 1_000  # whoever wants to read on opens the lead
Headers = Mapping[str, str | Address | datetime]


class Letters:
    """Writes letters in the language of the cards, from one sender."""

    def __init__(self, cards: Cards, sender: Address) -> None:
        self._cards, self._sender = cards, sender
        self._templates = Environment(
            loader=FileSystemLoader(TEMPLATES),
            autoescape=select_autoescape(["html"]),
            undefined=StrictUndefined,
            finalize=_fit,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._templates.filters.update(mailto=_mailto, shortened=_shortened)
        marks = cards.words.letter
        self._templates.globals.update(
            mark=lambda row: {True: marks.met, False: marks.not_met, None: marks.open}[row.met]
        )

    def of(self, parcel: Parcel, briefing: Briefing, named_as: LeadClass) -> EmailMessage:
        """The letter that tells a parcel's news. ``named_as`` is the class in the subject: mail programs keep together
        what has one subject."""
        card = self._cards.of(briefing)
        letter = EmailMessage(policy=SMTP)
        for name, value in self._headers(parcel, card, named_as).items():
            letter[name] = value
        answered_to = deliverable(card.email or "")
        if answered_to is not None:
            letter["Reply-To"] = Address(one_line(card.who, LONGEST_SUBJECT), addr_spec=answered_to)
        shown = {
            "card": card,
            "news": self._news(parcel, briefing),
            "words": self._cards.words,
            "answered_to": answered_to,
            "dial": re.sub(r"[^+\d;=ext]", "", briefing.lead.text("phone") or ""),
        }
        letter.set_content(self._templates.get_template("lead.txt").render(shown))
        letter.add_alternative(self._templates.get_template("lead.html").render(shown), subtype="html")
        if parcel.kind in WITH_CARD:
            _attach_card(letter, briefing, card)
        return letter

    def _headers(self, parcel: Parcel, card: Card, named_as: LeadClass) -> Headers:
        words, domain = self._cards.words, self._sender.domain
        thread = f"<lead-{parcel.lead_id}@{domain}>"
        subject = words.letter.subject.format(lead_class=words.classes[named_as], who=card.title)
        return {
            "From": self._sender,
            "To": Address(addr_spec=deliverable(parcel.address) or parcel.address),
            "Subject": one_line(subject, LONGEST_SUBJECT),
            "Date": localtime(),
            "Message-ID": f"<{parcel.id}@{domain}>",
            "In-Reply-To": thread,
            "References": thread,
            "Auto-Submitted": "auto-generated",
            "X-Auto-Response-Suppress": "All",  # Exchange: an absence note would go to the visitor
            "X-Banter-Event": parcel.id,
        }

    def _news(self, parcel: Parcel, briefing: Briefing) -> str:
        if parcel.kind == "lead.person_wanted":  # nobody can write to the chat from a letter
            return self._cards.words.letter.person_wanted
        return self._cards.news(parcel.kind, parcel.data, briefing)


def _attach_card(letter: EmailMessage, briefing: Briefing, card: Card) -> None:
    note = "\n".join([*(f"{row.label}: {_shortened(row.value)}" for row in card.bant), card.url])
    data = vcard(briefing.lead, note)
    if data is not None:
        name = re.sub(r"\W+", "-", one_line(card.who, LONGEST_FILE_NAME)).strip("-") or "lead"
        letter.add_attachment(data, "text", "vcard", filename=f"{name}.vcf", params={"charset": "utf-8"})


def _fit(value: object) -> object:
    return clean(value) if type(value) is str else value


def _shortened(text: str) -> str:
    return text if len(text) <= LONGEST_VALUE else f"{text[: LONGEST_VALUE - 1].rstrip()}…"


def _mailto(address: str) -> str:
    """An address that cannot smuggle further fields into a link."""
    return f"mailto:{quote(address, safe='@')}"
